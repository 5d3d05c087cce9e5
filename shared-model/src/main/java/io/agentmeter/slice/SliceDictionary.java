package io.agentmeter.slice;

import java.nio.charset.StandardCharsets;

/// What a packed slice may refer to instead of saying it: most slices are small, and most of a small one is field
/// names. The text belongs to the stored format for ever. A better one gets a marker of its own in [SliceCodec].
final class SliceDictionary {
    /// Likelier parts stand nearer to the end, where a reference to them is shorter.
    private static final String TEXT = "gemini-cli opencode copilot codex gpt-5-codex gemini-3-pro"
            + ",\\\"r\\\":[,\\\"st\\\":[4,\\\"batch\\\"],\\\"rg\\\":[4,\\\"us\\\"],\\\"x\\\":[9,\\\"b\\\":[9,\\\"main\\\"]"
            + "\\\"k\\\":\\\"turn_started\\\"\\\"k\\\":\\\"tool_used\\\",\\\"to\\\":[4,\\\"Bash\\\"]\\\"Read\\\"\\\"Edit\\\""
            + "\\\"k\\\":\\\"turn_ended\\\"\\\"k\\\":\\\"activity\\\"\\\"hooks\\\",\\\"metrics\\\",\\\"otlp\\\",\\\"transcript\\\"],\\\"l\\\":false"
            + "\"]],\"s\":{\"turns\":\"1\",\"toolCalls\":\"\",\"toolFailures\":\"\",\"errors\":\"\",\"activeSeconds\":\"\",\"linesAdded\":\"\",\"linesRemoved\":\""
            + "\"unpriced\":\"\",\"webSearches\":\"\",\"reasoning\":\"\",\"cacheWrite1h\":\"\",\"multiSource\":\"\",\"source_hooks\":\"\",\"source_transcript\":\""
            + "]],\"c\":[[\"2026-1\",\"cell#-#-#-#claude-code#claude-haiku-4-5#-#-\",{\"cacheRead\":\"\",\"cacheWrite\":\"\",\"cost\":\"0.\","
            + "\"freshInput\":\"\",\"hour09cost\":\"0.\",\"hour09requests\":\"\",\"hour1\",\"liveCost\":\"0.\",\"output\":\"\",\"requests\":\"\",\"source_otlp\":\"\"}]],\"s\":{}}"
            + "claude-haiku-4-5\\\"]claude-opus-5\\\"]claude-sonnet-5-5\\\"],\\\"n\\\":[,0,,-1,-1],\\\"c\\\":\\\"0.\\\",\\\"d\\\":"
            + ",\\\"sp\\\":[4,\\\"normal\\\"],\\\"ln\\\":[4,\\\"api\\\"],\\\"an\\\":[4,\\\"repl_main_thread\\\"],\\\"tu\\\":[4,\\\"-4000-8\\\"]}\",\"0.\",\"reported\"],[\""
            + "{\"e\":[[\"{\\\"k\\\":\\\"model_request\\\",\\\"i\\\":\\\"req_011\\\",\\\"t\\\":17,\\\"s\\\":\\\"\\\",\\\"o\\\":[\\\"otlp\\\"],\\\"p\\\":[900,\\\""
            + "\\\"],\\\"u\\\":[800,\\\"@\\\"],\\\"g\\\":[800,\\\"\\\"],\\\"a\\\":[500,\\\"claude-code\\\"],\\\"h\\\":[300,\\\"\\\"],\\\"m\\\":[4,\\\"";

    private SliceDictionary() {}

    static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }
}
