package io.agentmeter.functions.library.settings;

import java.util.List;

/// The function cannot start as it is set up. The message names every wrong setting, its value and the way out.
public final class InvalidSettings extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> problems) {
        super("cannot start, the settings have " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + ":\n- " + String.join("\n- ", problems));
    }
}
