package io.agentmeter.functions.audit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// What is to be audited.
///
/// @param days in order, each once
/// @param repair whether what is wrong is brought to what it should be
record AuditOrder(List<LocalDate> days, boolean repair) {
    AuditOrder {
        days = List.copyOf(new TreeSet<>(days));
    }

    static AuditOrder of(Collection<LocalDate> days, boolean repair) {
        return new AuditOrder(List.copyOf(days), repair);
    }
}
