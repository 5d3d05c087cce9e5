/// Files that can be downloaded: day cubes and exports.
@NullMarked
package io.agentmeter.functions.library.files;

import org.jspecify.annotations.NullMarked;
