package io.agentmeter.functions.library.control;

import java.time.LocalDate;
import java.util.List;

/// What budgets did to agents. The same thing done to the same agent is noted at most once a minute, however many
/// hooks ask.
public interface EnforcementLog {
    /// @param day the organisation's, that it is to be found under
    void add(LocalDate day, Enforcement enforcement);

    /// The newest of one day, newest first.
    ///
    /// @param limit so many at most
    List<Enforcement> newest(LocalDate day, int limit);
}
