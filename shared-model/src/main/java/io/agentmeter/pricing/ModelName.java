package io.agentmeter.pricing;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model's name without what does not decide its price: who hosts it, the day of its release, the size of its
/// window.
///
/// @param base for example `claude-sonnet-5-5`
/// @param endpoint the regional endpoint it was asked at, such as `eu`; empty if the name has none
/// @param fast whether the name asks for fast mode
record ModelName(String base, String endpoint, boolean fast) {
    private static final Pattern BEDROCK =
            Pattern.compile("(?:[a-z0-9-]+/)?(?:(?<endpoint>[a-z-]+)\\.)?anthropic\\.(?<model>.+)");
    private static final Pattern WINDOW = Pattern.compile("\\[[0-9a-z]+]$");
    private static final Pattern BUILD = Pattern.compile("-v\\d+:\\d+$");
    private static final Pattern BEDROCK_BUILD = Pattern.compile("-v\\d+$");
    private static final Pattern DATE =
            Pattern.compile("[-@](\\d{8}|\\d{4}-\\d{2}-\\d{2})$|@(default|latest)$|-latest$");
    private static final Pattern FAST = Pattern.compile("-fast$");

    /// @param hosts prefixes such as `anthropic/` that only say who answers
    static ModelName of(String raw, Collection<String> hosts) {
        String name = raw.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("arn:")) {
            name = name.substring(name.lastIndexOf('/') + 1);
        }
        name = withoutHosts(name, hosts);
        String endpoint = "";
        Matcher bedrock = BEDROCK.matcher(name);
        if (bedrock.matches()) {
            endpoint = bedrock.group("endpoint") == null ? "" : bedrock.group("endpoint");
            name = BEDROCK_BUILD.matcher(bedrock.group("model")).replaceFirst("");
        }
        boolean fast = false;
        for (String before = ""; !before.equals(name); ) { // suffixes come in any order
            before = name;
            name = WINDOW.matcher(name).replaceFirst("");
            name = BUILD.matcher(name).replaceFirst("");
            name = DATE.matcher(name).replaceFirst("");
            Matcher speed = FAST.matcher(name);
            if (speed.find()) {
                fast = true;
                name = speed.replaceFirst("");
            }
        }
        return new ModelName(name.startsWith("claude-") ? name.replace('.', '-') : name, endpoint, fast);
    }

    private static String withoutHosts(String name, Collection<String> hosts) {
        int from = 0;
        for (int before = -1; before != from; ) {
            before = from;
            for (String host : hosts) {
                from += name.startsWith(host, from) ? host.length() : 0;
            }
        }
        return name.substring(from);
    }
}
