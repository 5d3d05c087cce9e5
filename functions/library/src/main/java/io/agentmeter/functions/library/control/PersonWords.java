package io.agentmeter.functions.library.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmeter.budget.BudgetJson;
import io.agentmeter.budget.ScopeField;
import io.agentmeter.event.Erased;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a person's name where names of people stand, and nowhere else: a project may be called the same.
///
/// @param isPerUser whether the parts of this budget are people
record PersonWords(Erased erased, Predicate<String> isPerUser) {
    private static final Set<String> PEOPLE =
            Set.of("user", "users", "owner", "by", "createdBy", "updatedBy", "account", "reporters");
    private static final String REASON = "reason";
    private static final String PART = "part";
    private static final String USER = ScopeField.USER.label();

    String name(String text) {
        return text.equals(erased.person()) ? erased.pseudonym() : text;
    }

    /// Of a budget.
    String part(String budget, String text) {
        return isPerUser.test(budget) ? name(text) : text;
    }

    /// A sentence that may say the name; longer words that hold it are left.
    String sentence(String text) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_.%+@-])" + Pattern.quote(erased.person())
                        + "(?![\\p{L}\\p{N}_%+@-]|\\.[\\p{L}\\p{N}])")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(erased.pseudonym()));
    }

    /// What an administrator wrote, as JSON.
    String json(String text) {
        try {
            JsonNode before = BudgetJson.MAPPER.readTree(text);
            JsonNode after = before.deepCopy();
            forget(after, ofPeople(before));
            return after.equals(before) ? text : after.toString();
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a row of the control table holds no JSON", damaged);
        }
    }

    private boolean ofPeople(JsonNode json) {
        return json.path("per").asText().equals(USER)
                || isPerUser.test(json.path("budget").asText());
    }

    private void forget(JsonNode json, boolean ofPeople) {
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean isName = PEOPLE.contains(field.getKey())
                        || (ofPeople && field.getKey().equals(PART));
                if (isName && field.getValue() instanceof ArrayNode names) {
                    for (int index = 0; index < names.size(); index++) {
                        names.set(index, TextNode.valueOf(name(names.get(index).asText())));
                    }
                } else if (isName && field.getValue().isTextual()) {
                    field.setValue(TextNode.valueOf(name(field.getValue().textValue())));
                } else if (field.getKey().equals(REASON) && field.getValue().isTextual()) {
                    field.setValue(TextNode.valueOf(sentence(field.getValue().textValue())));
                } else {
                    forget(field.getValue(), ofPeople);
                }
            }
        } else {
            json.forEach(element -> forget(element, ofPeople));
        }
    }
}
