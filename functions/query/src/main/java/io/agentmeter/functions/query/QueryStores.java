package io.agentmeter.functions.query;

import io.agentmeter.functions.library.control.DayMarks;
import io.agentmeter.functions.library.control.Receipts;
import io.agentmeter.functions.library.files.FileStore;
import io.agentmeter.functions.library.rollups.RollupStore;

/// What is read.
record QueryStores(RollupStore rollups, Receipts receipts, DayMarks marks, FileStore files) {}
