package io.agentmeter.collector.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes back changes, the last first. What somebody has changed since is left and named.
final class SettingsUndo {
    private SettingsUndo() {}

    /// @param root is changed in place
    /// @return what was left
    static List<String> undo(ObjectNode root, List<Change> changes) {
        List<String> left = new ArrayList<>();
        for (Change change : changes.reversed()) {
            List<String> at = change.at();
            if (!(parent(root, at) instanceof ObjectNode parent)) {
                continue;
            }
            String name = at.getLast();
            JsonNode now = parent.get(name);
            boolean undone = switch (change) {
                case Change.Value value -> undo(parent, name, now, value);
                case Change.Element element -> now instanceof ArrayNode list && removeFirst(list, element.added());
                case Change.Container _ -> {
                    if (now != null && now.isContainerNode() && now.isEmpty()) {
                        parent.remove(name);
                    }
                    yield true;
                }
            };
            if (!undone) {
                left.add(String.join(".", at));
            }
        }
        return left;
    }

    private static boolean undo(ObjectNode parent, String name, @Nullable JsonNode now, Change.Value change) {
        boolean asWritten =
                change.value() == null ? now == null : change.value().equals(now);
        if (!asWritten) {
            return now == null; // gone is what undoing would have made it, unless there was something before
        }
        if (change.before() == null) {
            parent.remove(name);
        } else {
            parent.set(name, change.before());
        }
        return true;
    }

    private static boolean removeFirst(ArrayNode list, JsonNode element) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(element)) {
                list.remove(i);
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonNode parent(ObjectNode root, List<String> at) {
        JsonNode node = root;
        for (String name : at.subList(0, at.size() - 1)) {
            node = node == null ? null : node.get(name);
        }
        return node;
    }
}
