package io.agentmeter.local.files;

import java.util.ArrayList;
import java.util.List;

/// How child processes are launched.
public final class ChildCommand {
    private ChildCommand() {}

    /// The same command, deaf to Ctrl-C. A terminal sends it to every process of the group, but only the parent may
    /// decide in
    /// which order things stop; a shell that ignores the signal hands that on to what it becomes.
    public static List<String> deafToInterrupt(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }
}
