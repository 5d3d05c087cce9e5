package io.agentmeter.functions.library.alerts;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Does the same with each of several things at once; or one after the other, where a race is to be run again.
@FunctionalInterface
public interface SideBySide {
    /// @return what came of each, after all have ended
    <T, R> List<R> each(Collection<T> things, Function<T, R> work);
}
