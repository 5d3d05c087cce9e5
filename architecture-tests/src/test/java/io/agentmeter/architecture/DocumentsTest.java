package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    @Test
    void everyLinkLeadsToAFile() {
        assertThat(Documents.all()
                        .flatMap(document -> Documents.deadLinks(document, Repository.read(document)).stream()))
                .isEmpty();
    }

    @Test
    void everyScriptThatADocumentNamesExists() {
        assertThat(Documents.all()
                        .flatMap(document -> Documents.missingScripts(Repository.read(document)).stream()
                                .map(script -> document + " names " + script)))
                .isEmpty();
    }

    @Test
    void everyDecisionIsInTheIndex() {
        List<String> notes = Repository.filesBelow(Repository.root().resolve("docs/decisions"), ".md").stream()
                .map(note -> note.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        assertThat(Documents.links(Repository.text("docs/decisions/README.md"))).containsAll(notes);
    }

    @Test
    void deadLinksAndMissingScriptsAreFound(@TempDir Path folder) {
        Path document = folder.resolve("page.md");
        assertThat(Documents.deadLinks(
                        document,
                        "[a](missing.md) [b](https://example.com/x) [c](#part) [d](.) ![e](no.png \"title\")"))
                .containsExactly(document + " -> missing.md", document + " -> no.png");
        assertThat(Documents.missingScripts("Run `scripts/test` or `scripts/no-such-script`."))
                .containsExactly("scripts/no-such-script");
        assertThat(Stream.of("```\n[x](y)\n```", "`[x](y)`"))
                .allSatisfy(code -> assertThat(Documents.links(code)).isEmpty());
    }
}
