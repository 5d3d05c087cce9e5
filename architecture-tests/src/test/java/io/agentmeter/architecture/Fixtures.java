package io.agentmeter.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;

/// The classes that break rules on purpose.
final class Fixtures {
    static final JavaClasses ALL = new ClassFileImporter().importPackages("io.agentmeter.architecture.fixture");

    private Fixtures() {}

    /// Simple names of the fixtures that a rule refuses.
    static Set<String> refusedBy(ArchRule rule) {
        Set<String> refused = new TreeSet<>();
        ALL.stream()
                .filter(type -> rule.evaluate(ALL.that(
                                com.tngtech.archunit.base.DescribedPredicate.describe("is the fixture", type::equals)))
                        .hasViolation())
                .forEach(type -> refused.add(type.getSimpleName()));
        return refused;
    }
}
