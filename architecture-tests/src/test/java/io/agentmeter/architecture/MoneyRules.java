package io.agentmeter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/// Money and tokens are exact: no floating point is stored, taken, returned or called for where they are counted.
final class MoneyRules {
    private static final Set<String> INEXACT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private static final Set<String> COUNTING_PACKAGES = Set.of("pricing", "usage", "rollup", "slice");

    private MoneyRules() {}

    static final ArchRule NO_INEXACT_FIELDS =
            fields().should().notHaveRawType(inexact()).allowEmptyShould(true);

    static final ArchRule NO_INEXACT_SIGNATURES = noCodeUnits()
            .should()
            .haveRawReturnType(inexact())
            .orShould()
            .haveRawParameterTypes(
                    describe("one of them is inexact", types -> types.stream().anyMatch(inexact())))
            .allowEmptyShould(true);

    static final ArchRule NO_INEXACT_CALLS = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "takes or gives floating point",
                    access -> access.getTarget() instanceof CodeUnitAccessTarget target
                            && (INEXACT.contains(target.getRawReturnType().getName())
                                    || target.getRawParameterTypes().stream().anyMatch(inexact()))))
            .allowEmptyShould(true);

    /// The packages in which money and tokens are counted.
    static final DescribedPredicate<JavaClass> COUNTING = describe(
            "count money or tokens",
            type -> Stream.of(type.getPackageName().split("\\.")).anyMatch(COUNTING_PACKAGES::contains));

    private static DescribedPredicate<JavaClass> inexact() {
        return describe(
                "double or float",
                type -> INEXACT.contains(type.getBaseComponentType().getName()));
    }
}
