package io.agentmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowsTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Arrows arrows = new Arrows();

    ArrowsTest() {
        Module.all().forEach(module -> arrows.add(module, module.classes()));
    }

    @ParameterizedTest
    @EnumSource
    void dependenciesPointOneWay(Module module) {
        assertThat(arrows.violations(module, module.classes())).isEmpty();
    }

    @Test
    void noPackageIsSharedByTwoModules() {
        assertThat(arrows.splitPackages()).isEmpty();
    }

    @Test
    void aDependencyAgainstAnArrowIsFound() {
        Arrows swapped = new Arrows();
        swapped.add(Module.LOCAL_CLOUD, new ClassFileImporter().importClasses(Module.class));
        List<String> violations =
                swapped.violations(Module.COLLECTOR, new ClassFileImporter().importClasses(ArrowsTest.class));
        assertThat(violations).isNotEmpty().allMatch(line -> line.startsWith("COLLECTOR must not know LOCAL_CLOUD"));
    }

    @Test
    void aSharedPackageIsFound() {
        Arrows swapped = new Arrows();
        swapped.add(Module.LOCAL_CLOUD, new ClassFileImporter().importClasses(Module.class));
        swapped.add(Module.COLLECTOR, new ClassFileImporter().importClasses(ArrowsTest.class));
        assertThat(swapped.splitPackages()).containsOnlyKeys("io.agentmeter.architecture");
    }

    @Test
    void everyModuleOfTheBuildIsKnownHere() {
        Set<String> known = Module.all().map(Module::folder).collect(Collectors.toSet());
        assertThat(modulesWithCode(Path.of(""))).isSubsetOf(known);
    }

    @ParameterizedTest
    @EnumSource
    void everyModuleHasClassesToLookAt(Module module) {
        assertThat(module.classes()).isNotEmpty();
    }

    private static Set<String> modulesWithCode(Path folder) {
        return MODULE.matcher(Repository.text(folder.resolve("pom.xml").toString()))
                .results()
                .map(match -> folder.resolve(match.group(1)))
                .flatMap(module -> Stream.concat(
                        Stream.of(module.toString())
                                .filter(path -> Files.isDirectory(
                                        Repository.root().resolve(path).resolve("src/main/java"))),
                        modulesWithCode(module).stream()))
                .collect(Collectors.toSet());
    }
}
