package io.agentmeter.format.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Claim;
import io.agentmeter.format.Weights;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceNameTest {
    @ParameterizedTest
    @CsvSource({
        "/home/dev/src/billing-api, -home-dev-src-billing-api, billing-api",
        "/home/dev/src/billing-api/web/app, -home-dev-src-billing-api, billing-api",
        "/home/dev/src/billing-api/, -home-dev-src-billing-api, billing-api",
        "/home/dev/src/caf\u00e9 \u4f60, -home-dev-src-caf---, 'caf\u00e9 \u4f60'",
        "/Users/ann.b/a.b/shop_v2/x, -Users-ann-b-a-b-shop-v2, shop_v2",
        "C:\\Users\\Ann\\src\\shop\\web, C--Users-Ann-src-shop, shop",
        "c:\\Users\\Ann\\src\\shop, C--Users-Ann-src-shop, shop",
        "C:/Users/Ann/src/shop/web, C--Users-Ann-src-shop, shop",
        "\\\\server\\share\\shop\\web, --server-share-shop, shop",
        "/home/dev/shop/.claude/worktrees/fix, -home-dev-shop--claude-worktrees-fix, shop",
    })
    void recognisesTheLaunchDirectoryByTheTranscriptFolder(String cwd, String folder, String project) {
        assertThat(WorkspaceName.ofFolder(cwd, folder)).isEqualTo(new Claim(Weights.WORKSPACE_CERTAIN, project));
    }

    @Test
    void readsTheTranscriptFolderFromThePathOfTheTranscript() {
        String folder = "/home/dev/projects/.claude/projects/-home-dev-projects-shop/";
        Claim shop = new Claim(Weights.WORKSPACE_CERTAIN, "shop");
        assertThat(WorkspaceName.of("/home/dev/projects/shop/web", folder + "5e55.jsonl"))
                .isEqualTo(shop);
        assertThat(WorkspaceName.of("/home/dev/projects/shop/web", folder + "5e55/subagents/agent-1.jsonl"))
                .isEqualTo(shop);
        assertThat(WorkspaceName.of("C:\\src\\shop\\web", "C:\\Users\\Ann\\.claude\\projects\\C--src-shop\\5e55.jsonl"))
                .isEqualTo(shop);
    }

    @Test
    void recognisesALaunchDirectoryWhoseTranscriptFolderWasCut() {
        String cwd = "/srv/" + "d".repeat(120) + "/" + "e".repeat(120);
        String folder = "-srv-" + "d".repeat(120) + "-" + "e".repeat(74) + "-1k2j3h";
        assertThat(WorkspaceName.ofFolder(cwd, folder))
                .isEqualTo(new Claim(Weights.WORKSPACE_CERTAIN, "e".repeat(120)));
    }

    @Test
    void believesAnOuterFolderMoreThanAnInnerOneWhereTheLaunchDirectoryIsUnknown() {
        Claim outer = WorkspaceName.of("/srv/shop", "");
        Claim inner = WorkspaceName.of("/srv/shop/web", "");
        assertThat(outer).isEqualTo(new Claim(Weights.WORKSPACE_VISITED - 2, "shop"));
        assertThat(inner).isEqualTo(new Claim(Weights.WORKSPACE_VISITED - 3, "web"));
        assertThat(outer.merge(inner)).isEqualTo(outer);
    }

    @Test
    void namesTheFolderWalkedIntoByASessionStartedAtHome() {
        assertThat(WorkspaceName.of("/home/dev/shop", "/home/dev/.claude/projects/-home-dev/5e55.jsonl"))
                .isEqualTo(new Claim(Weights.WORKSPACE_VISITED - 3, "shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/home/dev",
                "/home/dev/",
                "/Users/ann",
                "/root",
                "C:\\",
                "C:\\Users\\Ann",
                "C:/Users/Ann/",
                "\\\\",
                "src/shop",
                "C:",
                "~/shop",
                "/home/dev/.claude/plugins"
            })
    void takesNoProjectFromHomesRootsAndRelativePaths(String cwd) {
        assertThat(WorkspaceName.of(cwd, "")).isEqualTo(Claim.NONE);
    }

    @Test
    void keepsNothingOfThePathButOneName() {
        assertThat(WorkspaceName.of("/home/ann-secret/work/shop", "/home/ann-secret/.claude/projects/x/y.jsonl")
                        .value())
                .isEqualTo("shop");
    }

    @Property
    void readsAnyText(@ForAll String cwd, @ForAll String transcript) {
        assertThat(WorkspaceName.of("/" + cwd, transcript).weight()).isBetween(0, Weights.WORKSPACE_CERTAIN);
        assertThat(WorkspaceName.of("C:\\" + cwd, transcript).weight()).isBetween(0, Weights.WORKSPACE_CERTAIN);
    }
}
