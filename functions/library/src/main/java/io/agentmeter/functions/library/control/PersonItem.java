package io.agentmeter.functions.library.control;

import io.agentmeter.rollup.KeyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rows of the Control table without a person's name.
record PersonItem(PersonWords words) {
    private static final String PART = "part";
    private static final String BY = "by";
    private static final String REASON = "reason";

    /// The same row if it says nothing about the person.
    Map<String, AttributeValue> without(Map<String, AttributeValue> item) {
        TreeMap<String, AttributeValue> row = new TreeMap<>(item);
        String pk = ControlTable.text(item, ControlTable.PK);
        List<String> place = KeyText.split(pk);
        switch (place.getFirst()) {
            case "BUDGET" -> change(row, "budget", words::json);
            case "OVERRIDE" -> override(row);
            case "SPEND" -> key(row, ControlTable.SK, 1, part -> words.part(place.getLast(), part));
            case "INFLIGHT" -> key(row, ControlTable.PK, 2, part -> words.part(place.get(1), part));
            case "ENFORCEMENT" -> enforcement(row);
            case "PLAN" -> plan(row, place.size() == 1);
            case "PLAN_SESSION" -> change(row, PlanItem.ACCOUNT, words::name);
            case "CHANGE" -> changed(row);
            default -> {}
        }
        return row;
    }

    private void override(TreeMap<String, AttributeValue> row) {
        String budget = ControlTable.text(row, ControlTable.SK).split("#", 2)[0];
        change(row, PART, part -> words.part(budget, part));
        change(row, BY, words::name);
        change(row, REASON, words::sentence);
    }

    private void enforcement(TreeMap<String, AttributeValue> row) {
        String budget = ControlTable.text(row, "budget");
        change(row, PART, part -> words.part(budget, part));
        key(row, ControlTable.SK, 2, part -> words.part(budget, part));
        change(row, "user", words::name);
        change(row, BY, words::name);
        change(row, REASON, words::sentence);
    }

    private void plan(TreeMap<String, AttributeValue> row, boolean isAccount) {
        if (!isAccount) {
            key(row, ControlTable.PK, 1, words::name);
            return;
        }
        key(row, ControlTable.SK, 0, words::name);
        change(row, PlanItem.ACCOUNT, words::name);
        change(row, PlanItem.UPDATED_BY, words::name);
        for (String people : List.of(PlanItem.USERS, PlanItem.REPORTERS)) {
            AttributeValue names = row.get(people);
            if (names != null) {
                row.put(
                        people,
                        AttributeValue.fromSs(names.ss().stream()
                                .map(words::name)
                                .distinct()
                                .sorted()
                                .toList()));
            }
        }
    }

    private void changed(TreeMap<String, AttributeValue> row) {
        change(row, BY, words::name);
        change(row, "before", words::json);
        change(row, "after", words::json);
        if (ControlTable.text(row, "what").equals(Change.What.PLAN.label())) {
            change(row, "id", words::name);
            // The id is the last part, and is not escaped.
            String[] sort = ControlTable.text(row, ControlTable.SK).split("#", 4);
            sort[3] = words.name(sort[3]);
            row.put(ControlTable.SK, ControlTable.text(String.join("#", sort)));
        }
    }

    private static void change(TreeMap<String, AttributeValue> row, String attribute, UnaryOperator<String> to) {
        AttributeValue value = row.get(attribute);
        if (value != null) {
            row.put(attribute, ControlTable.text(to.apply(value.s())));
        }
    }

    private static void key(
            TreeMap<String, AttributeValue> row, String attribute, int index, UnaryOperator<String> to) {
        List<String> parts = new ArrayList<>(KeyText.split(ControlTable.text(row, attribute)));
        parts.set(index, to.apply(parts.get(index)));
        row.put(attribute, ControlTable.text(KeyText.join(parts)));
    }
}
