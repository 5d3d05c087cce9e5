package io.agentmeter.functions.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.budget.Budget;
import io.agentmeter.budget.ClientDirectory;
import io.agentmeter.budget.ClientDirectory.Client;
import io.agentmeter.budget.JsonFields;
import io.agentmeter.event.Names;
import io.agentmeter.functions.library.control.Change;
import io.agentmeter.functions.library.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clients: names for several projects, so that a budget can be of one of them.
final class ClientAdmin {
    private static final List<String> FIELDS = List.of("id", "name", "projects", "version");
    private static final int MOST_PROJECTS = 500;

    private final BudgetParts parts;

    ClientAdmin(BudgetParts parts) {
        this.parts = parts;
    }

    HttpAnswer list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("clients");
        parts.clients().directory(true).clients().values().forEach(client -> list.add(json(client)));
        return HttpAnswer.json(200, json);
    }

    HttpAnswer put(String id, JsonNode json, String by) {
        ClientDirectory directory = parts.clients().directory(true);
        Optional<Client> known = directory.find(id);
        JsonFields fields = new JsonFields();
        fields.allow(json, "", FIELDS);
        if (id.isEmpty() || !Names.clean(id).equals(id) || id.contains("#")) {
            fields.wrong("id", "must be a name without blanks around it and without #");
        }
        if (JsonFields.has(json, "id") && !json.path("id").asText("").equals(id)) {
            fields.wrong("id", "must be the one in the address");
        }
        Optional<String> name = fields.requiredText(json, "", "name");
        List<String> projects = projects(id, json, fields, directory);
        Optional<Integer> version = fields.number(json, "", "version", 1, Integer.MAX_VALUE);
        if (!fields.problems().isEmpty() || name.isEmpty()) {
            return Problems.invalid("invalid_client", fields.problems());
        }
        long current = known.map(Client::version).orElse(0L);
        Client next = known.map(client -> client.changed(name.get(), projects))
                .orElseGet(() -> Client.created(id, name.get(), projects));
        if (known.filter(client ->
                        client.name().equals(next.name()) && client.projects().equals(next.projects()))
                .isPresent()) {
            return HttpAnswer.json(200, json(known.get()));
        }
        long seen = version.map(Integer::longValue).orElse(0L);
        if (seen != current) {
            return Problems.conflict("client", current);
        }
        return store(known, next, by);
    }

    private HttpAnswer store(Optional<Client> known, Client next, String by) {
        Change change = new Change(
                parts.now(),
                by,
                Change.What.CLIENT,
                next.id(),
                known.isEmpty() ? "created" : "changed",
                known.map(client -> json(client).toString()).orElse(null),
                json(next).toString());
        if (!parts.clients().put(next, change)) {
            long now = parts.clients()
                    .directory(true)
                    .find(next.id())
                    .map(Client::version)
                    .orElse(0L);
            return Problems.conflict("client", now);
        }
        if (known.map(Client::projectsVersion).orElse(0L) != next.projectsVersion()) {
            recompute();
        }
        return HttpAnswer.json(known.isEmpty() ? 201 : 200, json(next));
    }

    private void recompute() {
        for (Budget budget : parts.budgets().all(true)) {
            if (!budget.isDeleted() && budget.terms().needsClients()) {
                parts.evaluator().evaluate(budget.id(), parts.today());
            }
        }
    }

    private static List<String> projects(String id, JsonNode json, JsonFields fields, ClientDirectory directory) {
        JsonNode list = json.path("projects");
        if (!list.isArray() || list.size() > MOST_PROJECTS) {
            fields.wrong("projects", "must be a list of at most " + MOST_PROJECTS + " projects");
            return List.of();
        }
        List<String> projects = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            String project = list.get(index).asText("");
            String other = directory.clientOf(project);
            if (!list.get(index).isTextual()
                    || project.isEmpty()
                    || !Names.clean(project).equals(project)) {
                fields.wrong("projects[" + index + "]", "must be the name of a project");
            } else if (!other.isEmpty() && !other.equals(id)) {
                fields.wrong("projects[" + index + "]", "belongs to the client " + other);
            } else {
                projects.add(project);
            }
        }
        return projects;
    }

    private static ObjectNode json(Client client) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", client.id());
        json.put("name", client.name());
        client.projects().forEach(json.putArray("projects")::add);
        return json.put("version", client.version());
    }
}
