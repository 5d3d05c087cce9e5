package io.agentmeter.functions.audit;

import io.agentmeter.activity.OrganisationCalendar;
import io.agentmeter.functions.library.events.EventScan;
import io.agentmeter.functions.library.rollups.RollupRows;
import io.agentmeter.functions.library.rollups.RollupStore;
import io.agentmeter.slice.Pricer;

/// What an audit reads, and the rules by which events are counted.
///
/// @param sessionsAtOnce sessions that are looked at at the same time, which bounds what is in memory
record AuditParts(
        EventScan events,
        RollupStore rollups,
        RollupRows rows,
        OrganisationCalendar calendar,
        Pricer pricer,
        int sessionsAtOnce) {}
