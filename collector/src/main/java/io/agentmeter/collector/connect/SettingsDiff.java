package io.agentmeter.collector.connect;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The change of a file, for a person to look at. Tokens are masked, because terminals are recorded and shared.
final class SettingsDiff {
    private static final int CONTEXT = 3;
    private static final Pattern BEARER = Pattern.compile("(Bearer\\s+)(?!\\$)[^\\s\",]+");

    private SettingsDiff() {}

    static String of(Path file, String before, String after, String secret, String mask) {
        List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                before.isEmpty() ? "/dev/null" : file.toString(),
                after.isEmpty() ? "/dev/null" : file.toString(),
                old,
                DiffUtils.diff(old, after.lines().toList()),
                CONTEXT);
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        String masked = secret.isEmpty() ? text : text.replace(secret, mask);
        return BEARER.matcher(masked)
                .replaceAll(bearer -> bearer.group(1)
                        + (bearer.group().endsWith("****")
                                ? bearer.group().substring(bearer.group(1).length())
                                : "****"));
    }
}
