package io.agentmeter.collector.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that connecting did to a settings file, kept so that exactly this can be undone.
sealed interface Change {
    /// Names from the root to the value or the list.
    List<String> at();

    /// A value was set, or removed if it is null.
    ///
    /// @param before what was there, null if nothing
    record Value(
            List<String> at,
            @Nullable JsonNode value,
            @Nullable JsonNode before) implements Change {}

    /// An element was added to a list.
    record Element(List<String> at, JsonNode added) implements Change {}

    /// An object or a list was made to hold the others.
    ///
    /// @param isList whether it is a list
    record Container(List<String> at, boolean isList) implements Change {}
}
