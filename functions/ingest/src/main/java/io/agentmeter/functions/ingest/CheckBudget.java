package io.agentmeter.functions.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.event.Attribution;
import io.agentmeter.event.Claim;
import io.agentmeter.event.Names;
import io.agentmeter.format.Weights;
import io.agentmeter.format.claudecode.WorkspaceName;
import io.agentmeter.functions.library.brake.Asker;
import io.agentmeter.functions.library.brake.Decision;
import io.agentmeter.functions.library.http.HttpRequest;
import io.agentmeter.functions.library.tokens.Principal;
import io.agentmeter.hook.HookAgent;
import io.agentmeter.hook.HookCall;
import io.agentmeter.hook.HookMoment;
import io.agentmeter.hook.HookWords;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tool `check_budget`. A hook of Codex reads its text as it reads what a command prints, a model reads it as it
/// is, so the text is both: the agent's own words for a hook, and what is left.
final class CheckBudget {
    static final String NAME = "check_budget";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> ARGUMENTS = new TreeMap<>(Map.of(
            "event", "For hooks: the name of the hook's event, ${hook_event_name}",
            "session_id", "The agent's session, ${session_id} in a hook",
            "cwd", "The working directory, ${cwd} in a hook; it names the project",
            "model", "The model that is about to be used",
            "agent", "The agent's name, such as codex",
            "project", "The project, if it is not the working directory's",
            "user", "Whose usage it is, if it is not the token's owner",
            "task", "The task, such as an issue's key",
            "stop_tools", "For hooks: true refuses tools as well once a budget says stop"));

    private final Hooks hooks;
    private final Duration limit;

    CheckBudget(Hooks hooks, Duration limit) {
        this.hooks = hooks;
        this.limit = limit;
    }

    static ObjectNode description() {
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.put("name", NAME);
        tool.put("title", "Check the budget");
        tool.put(
                "description",
                "Tells how much of each budget that holds for this work is used and left, and whether work may go on"
                        + " (verdict: allow, warn, pause or stop).");
        ObjectNode schema = tool.putObject("inputSchema");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ARGUMENTS.forEach((name, meaning) ->
                properties.putObject(name).put("type", "string").put("description", meaning));
        tool.putObject("annotations").put("readOnlyHint", true).put("openWorldHint", false);
        return tool;
    }

    /// @return empty if nobody can tell
    Optional<ObjectNode> call(JsonNode arguments, HttpRequest request, Principal caller) {
        HookCall call = hookCall(arguments, request);
        boolean isHook = call.moment() != HookMoment.OTHER && !call.session().isEmpty();
        Asker asker = asker(call, arguments, caller);
        Hooks.Deadline deadline = new Hooks.Deadline(limit);
        Optional<Decision> decision = isHook
                ? hooks.decide(asker, request.requestId(), deadline)
                : hooks.look(asker, request.requestId(), deadline);
        boolean stopTools = text(arguments, "stop_tools").equals("true");
        // An agent that asks as a hook reads the words of a hook and nothing else: Codex refuses an answer with fields
        // that it does not know, and goes on.
        return decision.map(made -> isHook ? words(call, made, stopTools) : BudgetStateJson.write(made));
    }

    private static HookCall hookCall(JsonNode arguments, HttpRequest request) {
        String client = request.header("user-agent").orElse("");
        HookAgent agent = HookAgent.ofLabel(text(arguments, "agent"))
                .orElse(client.startsWith("codex") ? HookAgent.CODEX : HookAgent.CLAUDE_CODE);
        String event = text(arguments, "event");
        String session = text(arguments, "session_id");
        // Whoever set up a hook without the name of its event means the one that can be stopped.
        boolean isPrompt = event.isEmpty() && !session.isEmpty() && agent == HookAgent.CODEX;
        String named = isPrompt ? "UserPromptSubmit" : event;
        HookMoment moment = named.isEmpty() ? HookMoment.OTHER : agent.momentOf(named);
        Claim project = WorkspaceName.of(text(arguments, "cwd"), "");
        return new HookCall(agent, named, moment, session, "", text(arguments, "model"), project);
    }

    private static Asker asker(HookCall call, JsonNode arguments, Principal caller) {
        Attribution said = Attribution.NONE
                .withUser(explicit(arguments, "user").merge(new Claim(Weights.USER_TOKEN_OWNER, caller.owner())))
                .withProject(explicit(arguments, "project").merge(call.project()))
                .withTask(explicit(arguments, "task"))
                .withAgent(new Claim(Weights.OBSERVED, agent(call, arguments)));
        return new Asker(said, call.session(), "", call.model(), "", call.moment());
    }

    private static String agent(HookCall call, JsonNode arguments) {
        String named = text(arguments, "agent");
        return named.isEmpty() && call.agent() == HookAgent.CODEX ? HookAgent.CODEX.label() : named;
    }

    private static Claim explicit(JsonNode arguments, String name) {
        return Claim.explicit(text(arguments, name));
    }

    private static ObjectNode words(HookCall call, Decision decision, boolean stopTools) {
        String words = HookWords.of(call, decision.verdict(), decision.message(), stopTools);
        try {
            return (ObjectNode) JSON.readTree(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just written is JSON", e);
        }
    }

    private static String text(JsonNode arguments, String name) {
        JsonNode value = arguments.path(name);
        String text = value.isTextual() || value.isBoolean() ? value.asText() : "";
        // A variable that the agent did not fill in says nothing.
        return text.startsWith("${") ? "" : name.equals("cwd") ? text : Names.clean(text);
    }
}
