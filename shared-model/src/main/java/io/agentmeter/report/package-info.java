/// What people are shown, shaped from cells, session-days and slices. Pure: stores are read elsewhere.
@NullMarked
package io.agentmeter.report;

import org.jspecify.annotations.NullMarked;
