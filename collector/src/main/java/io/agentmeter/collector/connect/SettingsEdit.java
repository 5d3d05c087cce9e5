package io.agentmeter.collector.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmeter.collector.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Adds what is missing to settings, and nothing else: other keys, other hooks and their order stay.
final class SettingsEdit {
    private static final String ALLOWED_URLS = "allowedHttpHookUrls";
    private static final String ALLOWED_VARIABLES = "httpHookAllowedEnvVars";

    /// Variables for one signal only, which win over the ones for all signals.
    private static final Pattern ONE_SIGNAL =
            Pattern.compile("OTEL_EXPORTER_OTLP_(LOGS|METRICS)_(ENDPOINT|HEADERS|PROTOCOL|COMPRESSION)");

    private final Path file;
    private final ObjectNode root;
    private final SettingsTemplate template;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();

    /// @param root is changed in place
    SettingsEdit(Path file, ObjectNode root, SettingsTemplate template) {
        this.file = file;
        this.root = root;
        this.template = template;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /// Values of somebody else that were replaced. Unless the user agrees, the edit must not be written.
    List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    void addVariables() {
        ObjectNode variables = object(root, List.of(SettingsTemplate.VARIABLES));
        for (Map.Entry<String, JsonNode> wanted : template.variables().properties()) {
            JsonNode now = variables.get(wanted.getKey());
            if (now != null && !now.asText().equals(wanted.getValue().asText())) {
                conflicts.add(SettingsTemplate.VARIABLES + "." + wanted.getKey() + " has another value");
            }
            if (!wanted.getValue().equals(now)) {
                set(variables, List.of(SettingsTemplate.VARIABLES, wanted.getKey()), wanted.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> other : List.copyOf(variables.properties())) {
            if (ONE_SIGNAL.matcher(other.getKey()).matches()) {
                conflicts.add(SettingsTemplate.VARIABLES + "." + other.getKey() + " sends one signal elsewhere");
                set(variables, List.of(SettingsTemplate.VARIABLES, other.getKey()), null);
            }
        }
    }

    /// A status line of the user's own stays.
    ///
    /// @return whether ours is there now
    boolean addStatusLine() {
        Optional<JsonNode> wanted = template.statusLine();
        JsonNode now = root.get(SettingsTemplate.STATUS_LINE);
        if (wanted.isEmpty() || (now != null && !now.equals(wanted.get()))) {
            return wanted.isEmpty();
        }
        if (now == null) {
            set(root, List.of(SettingsTemplate.STATUS_LINE), wanted.get());
        }
        return true;
    }

    void addHooks() {
        ObjectNode hooks = object(root, List.of(SettingsTemplate.HOOKS));
        for (Map.Entry<String, JsonNode> event : template.hooks().properties()) {
            List<String> at = List.of(SettingsTemplate.HOOKS, event.getKey());
            ArrayNode list = list(hooks, at);
            event.getValue().forEach(group -> addElement(list, at, group));
        }
        allowHooks();
    }

    /// Where the user keeps lists of what hooks may do, ours have to be on them.
    private void allowHooks() {
        String url = template.hookUrl();
        if (root.get(ALLOWED_URLS) instanceof ArrayNode urls && !SettingsTemplate.allows(urls, url)) {
            addElement(urls, List.of(ALLOWED_URLS), TextNode.valueOf(url));
        }
        if (root.get(ALLOWED_VARIABLES) instanceof ArrayNode variables) {
            addElement(variables, List.of(ALLOWED_VARIABLES), TextNode.valueOf(template.tokenVariable()));
        }
    }

    private void set(ObjectNode parent, List<String> at, @Nullable JsonNode value) {
        JsonNode before = parent.get(at.getLast());
        if (value == null) {
            parent.remove(at.getLast());
        } else {
            parent.set(at.getLast(), value);
        }
        changes.add(new Change.Value(at, value, before));
    }

    private void addElement(ArrayNode list, List<String> at, JsonNode element) {
        for (JsonNode known : list) {
            if (known.equals(element)) {
                return;
            }
        }
        list.add(element);
        changes.add(new Change.Element(at, element));
    }

    private ObjectNode object(ObjectNode parent, List<String> at) {
        JsonNode now = parent.get(at.getLast());
        if (now == null) {
            changes.add(new Change.Container(at, false));
            return parent.putObject(at.getLast());
        }
        if (now instanceof ObjectNode object) {
            return object;
        }
        throw wrongKind(at, "an object");
    }

    private ArrayNode list(ObjectNode parent, List<String> at) {
        JsonNode now = parent.get(at.getLast());
        if (now == null) {
            changes.add(new Change.Container(at, true));
            return parent.putArray(at.getLast());
        }
        if (now instanceof ArrayNode list) {
            return list;
        }
        throw wrongKind(at, "a list");
    }

    private Refusal wrongKind(List<String> at, String wanted) {
        return new Refusal(file + ": " + String.join(".", at) + " is not " + wanted + "; mend it first");
    }
}
