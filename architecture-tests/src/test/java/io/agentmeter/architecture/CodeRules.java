package io.agentmeter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// Rules for the main code of every module.
final class CodeRules {
    private static final List<String> EMPTY_NAMES = List.of("Util", "Utils", "Helper", "Helpers", "Manager");

    private static final Pattern RIM = Pattern.compile(
            ".*\\.(aws|wiring)\\..*|.*\\.(Aws|DynamoDb|S3|Sns)\\w*|.*\\.\\w*(Item|Items|Table|Wiring)|.*\\.library\\.log\\.Log");

    private CodeRules() {}

    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should(be(
                    "named after nothing in particular",
                    type -> EMPTY_NAMES.stream().anyMatch(type.getSimpleName()::endsWith)))
            .allowEmptyShould(true);

    static final ArchRule PACKAGES_SAY_WHERE_NULL_MAY_BE = classes()
            .that(describe("are not generated", type -> !type.getSimpleName().equals("package-info")))
            .should(be("in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
            .allowEmptyShould(true);

    /// The ports' promises are kept by classes named after what keeps them, and joined in `wiring`. Handlers,
    /// services, rules and the ports themselves know nothing of the SDK. The log asks its faults for the request
    /// id.
    static final ArchRule AWS_STAYS_AT_THE_RIM = noClasses()
            .that(describe("are not the rim", type -> !isRim(type)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .allowEmptyShould(true);

    /// One way to write a log line. The local cloud's `Logs` sets up where the lines go.
    static final ArchRule LOGS_ONE_WAY = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.agentmeter.local.Logs")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j..")
            .allowEmptyShould(true);

    private static boolean isRim(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return RIM.matcher(outermost.getName()).matches();
    }

    private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> holds) {
        return new ArchCondition<>("be " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = holds.test(type);
                events.add(new SimpleConditionEvent(
                        type, satisfied, type.getFullName() + (satisfied ? " is " : " is not ") + what));
            }
        };
    }
}
