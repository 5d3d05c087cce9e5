package io.agentmeter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// What `shared-model` must not touch: its rules take time and state as arguments, so a test needs neither a clock nor
/// a machine.
final class PureRules {
    private static final Set<String> CLOCK_READERS = Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty");

    private PureRules() {}

    static final ArchRule KNOWS_NO_AWS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..")
            .because("words and rules outlive the cloud they run in")
            .allowEmptyShould(true);

    static final ArchRule OPENS_NO_FILE_OR_CONNECTION = noClasses()
            .should()
            .dependOnClassesThat(describe("open files or connections", PureRules::opensSomething))
            .because("rules are handed what they need")
            .allowEmptyShould(true);

    static final ArchRule READS_NO_CLOCK_OR_ENVIRONMENT = noClasses()
            .should()
            .accessTargetWhere(readsSurroundings())
            .because("a rule that asks for the time cannot be tested at the stroke of midnight")
            .allowEmptyShould(true);

    private static boolean opensSomething(JavaClass target) {
        String name = target.getFullName();
        return target.getPackageName().startsWith("java.net.http")
                || target.getPackageName().startsWith("java.nio.channels")
                || name.startsWith("java.nio.file.Files")
                || name.startsWith("java.nio.file.FileSystem")
                || name.startsWith("java.io.File")
                || name.equals("java.io.RandomAccessFile")
                || name.equals("java.net.Socket")
                || name.equals("java.net.ServerSocket")
                || name.equals("java.net.URLConnection");
    }

    private static DescribedPredicate<JavaAccess<?>> readsSurroundings() {
        return describe("reads the clock, the environment or chance", access -> {
            String owner = access.getTargetOwner().getFullName();
            String member = access.getTarget().getName();
            return switch (owner) {
                case "java.lang.System" -> CLOCK_READERS.contains(member);
                case "java.lang.Math" -> member.equals("random");
                case "java.util.UUID" -> member.equals("randomUUID");
                case "java.util.Random", "java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom" -> true;
                case "java.util.TimeZone" -> member.equals("getDefault");
                case "java.time.ZoneId" -> member.equals("systemDefault");
                case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
                default -> owner.startsWith("java.time.") && member.equals("now");
            };
        });
    }
}
