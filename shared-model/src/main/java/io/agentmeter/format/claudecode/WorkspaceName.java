package io.agentmeter.format.claudecode;

import io.agentmeter.event.Claim;
import io.agentmeter.format.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The project that a working directory stands for: the name of the folder that the session was started in. Only this
/// name is kept; the path (it often holds a person's name) never leaves this class.
///
/// Claude Code names a session's transcript folder after the launch directory, every character but ASCII letters and
/// digits replaced by `-`. So the launch directory can be recognised among the current directory and its parents.
public final class WorkspaceName {
    /// Longer transcript folder names are cut here and get a hash appended.
    private static final int MAX_SLUG = 200;

    private static final String CONFIGURATION_FOLDER = ".claude";
    private static final String TRANSCRIPTS_FOLDER = "projects";
    private static final Pattern WINDOWS = Pattern.compile("(?:[A-Za-z]:[\\\\/]|\\\\\\\\).*", Pattern.DOTALL);
    private static final Pattern HOME = Pattern.compile(
            "/(?:home|Users|var/home|mnt/[a-z]/Users)/[^/]+|/root|/var/root|[A-Za-z]:/(?:Users|Documents and Settings)/[^/]+",
            Pattern.CASE_INSENSITIVE);

    private WorkspaceName() {}

    /// The project by a hook's `cwd` and `transcript_path`; either may be empty.
    public static Claim of(String workingDirectory, String transcriptPath) {
        return ofFolder(workingDirectory, transcriptFolder(transcriptPath));
    }

    /// The project by a working directory and the name of the folder that the session's transcript is in (empty if
    /// unknown). Certain if the launch directory is recognised; else the working directory's own name, worth less
    /// the deeper it is. No claim for a home directory, a root, or a path that is not absolute.
    public static Claim ofFolder(String workingDirectory, String transcriptFolder) {
        List<String> folders = withParents(workingDirectory);
        Claim launched = folders.stream()
                .filter(folder -> isTranscriptFolderOf(folder, transcriptFolder))
                .findFirst()
                .map(folder -> new Claim(Weights.WORKSPACE_CERTAIN, name(folder)))
                .orElse(Claim.NONE);
        if (launched.isPresent() || folders.isEmpty()) {
            return launched;
        }
        int weight = Math.max(1, Weights.WORKSPACE_VISITED - folders.size());
        return new Claim(weight, name(folders.getLast()));
    }

    /// The directory and its parents, outermost first, roots left out.
    private static List<String> withParents(String directory) {
        boolean windows = WINDOWS.matcher(directory).matches();
        if (!windows && !directory.startsWith("/")) {
            return List.of();
        }
        int root = windows && directory.charAt(1) == ':' ? 3 : windows ? 2 : 1;
        List<String> folders = new ArrayList<>();
        for (int i = root; i <= directory.length(); i++) {
            boolean endsHere = i == directory.length() || isSeparator(directory.charAt(i), windows);
            if (endsHere && i > root && !isSeparator(directory.charAt(i - 1), windows)) {
                folders.add(directory.substring(0, i));
            }
        }
        return folders;
    }

    /// Work in a folder below `.claude` (worktrees live there) belongs to the project that has the `.claude`
    /// folder.
    private static String name(String folder) {
        String path = WINDOWS.matcher(folder).matches() ? folder.replace('\\', '/') : folder;
        int configuration = path.indexOf("/" + CONFIGURATION_FOLDER + "/");
        if (configuration > 0) {
            path = path.substring(0, configuration);
        }
        return HOME.matcher(path).matches() ? "" : path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isTranscriptFolderOf(String folder, String transcriptFolder) {
        String slug = slug(folder);
        return slug.length() <= MAX_SLUG
                ? slug.equalsIgnoreCase(transcriptFolder)
                : transcriptFolder.regionMatches(true, 0, slug, 0, MAX_SLUG);
    }

    private static String slug(String folder) {
        StringBuilder slug = new StringBuilder(folder.length());
        for (int i = 0; i < folder.length(); i++) {
            char c = folder.charAt(i);
            boolean kept = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            slug.append(kept ? c : '-');
        }
        return slug.toString();
    }

    /// The folder below the last `projects` of the path: `.../projects/<folder>/<session>.jsonl`.
    private static String transcriptFolder(String transcriptPath) {
        boolean windows = WINDOWS.matcher(transcriptPath).matches();
        List<String> parts = List.of((windows ? transcriptPath.replace('\\', '/') : transcriptPath).split("/", -1));
        int projects = parts.lastIndexOf(TRANSCRIPTS_FOLDER);
        return projects >= 0 && projects + 2 < parts.size() ? parts.get(projects + 1) : "";
    }

    private static boolean isSeparator(char c, boolean windows) {
        return c == '/' || windows && c == '\\';
    }
}
