package io.agentmeter.format.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Attributes of a resource or a record, each as text whatever kind of value it arrived as: numbers come as numbers, as
/// strings in `intValue`, and as plain strings from old clients, booleans as either. Only attributes on the mappers'
/// lists are here.
public final class Attributes {
    public static final Attributes NONE = new Attributes(Map.of(), Map.of());

    private final Map<String, String> texts;
    private final Map<String, List<String>> lists;

    private Attributes(Map<String, String> texts, Map<String, List<String>> lists) {
        this.texts = texts;
        this.lists = lists;
    }

    /// Empty if absent.
    public String text(String key) {
        return texts.getOrDefault(key, "");
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /// An array of plain values; empty if absent.
    public List<String> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    Map<String, String> texts() {
        return texts;
    }

    @Override
    public String toString() {
        return texts + " " + lists;
    }

    static final class Builder {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, List<String>> lists = new HashMap<>();

        void put(String key, String text) {
            texts.put(key, text);
        }

        void put(String key, List<String> list) {
            lists.put(key, List.copyOf(list));
        }

        Attributes build() {
            return new Attributes(texts, lists);
        }
    }
}
