package io.agentmeter.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Links and names in the Markdown pages.
final class Documents {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
    private static final Pattern LINK =
            Pattern.compile("\\[[^\\]]*\\]\\(<?(?<target>[^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern SCRIPT =
            Pattern.compile("(?<![\\w/.-])scripts/(?<name>[a-z][a-z0-9-]*)(?![\\w/-]|\\.\\w)");

    private Documents() {}

    static Stream<Path> all() {
        return Repository.filesBelow(Repository.root(), ".md").stream().filter(Documents::isOurs);
    }

    static List<String> links(String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll(" "))
                .results()
                .map(match -> match.group("target"))
                .toList();
    }

    /// Relative links without a file or folder behind them.
    static List<String> deadLinks(Path document, String text) {
        return links(text).stream()
                .filter(target -> !target.contains(":") && !target.startsWith("#"))
                .map(target -> target.replaceFirst("#.*", ""))
                .filter(target -> Files.notExists(document.resolveSibling(target)))
                .map(target -> document + " -> " + target)
                .toList();
    }

    /// Scripts that are named and do not exist.
    static List<String> missingScripts(String text) {
        return SCRIPT.matcher(text)
                .results()
                .map(match -> "scripts/" + match.group("name"))
                .distinct()
                .filter(script -> Files.notExists(Repository.root().resolve(script)))
                .toList();
    }

    private static boolean isOurs(Path document) {
        return Stream.of("node_modules", "target", "dist", "cdk.out", ".git")
                .noneMatch(folder -> document.toString().contains("/" + folder + "/"));
    }
}
