package io.agentmeter.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.agentmeter.deployment.Functions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Lambda entry points: found in the class files, and named in `Functions`.
final class Handlers {
    private static final Set<String> ENTRY_POINTS = Set.of(
            "com.amazonaws.services.lambda.runtime.RequestHandler",
            "com.amazonaws.services.lambda.runtime.RequestStreamHandler");

    private Handlers() {}

    /// Names of the concrete classes that Lambda could start.
    static Set<String> in(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type ->
                        type.getAllRawInterfaces().stream().anyMatch(face -> ENTRY_POINTS.contains(face.getFullName())))
                .map(JavaClass::getFullName)
                .collect(Collectors.toSet());
    }

    static Set<String> named(String module) {
        return Functions.all().stream()
                .filter(function -> function.module().equals(module))
                .map(Functions::handler)
                .collect(Collectors.toSet());
    }

    /// What keeps Lambda from starting a class, if anything does.
    static Optional<String> whyNotStartable(String handler, JavaClasses classes) {
        if (!classes.contain(handler)) {
            return Optional.of(handler + " does not exist");
        }
        JavaClass type = classes.get(handler);
        boolean constructible = type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.tryGetConstructor()
                        .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
                        .isPresent();
        if (!constructible) {
            return Optional.of(handler + " has no public constructor without parameters");
        }
        return in(classes).contains(handler) ? Optional.empty() : Optional.of(handler + " is no Lambda handler");
    }

    /// Handlers that lie outside `io.agentmeter.functions.<module>`.
    static List<String> misplaced(String module, JavaClasses classes) {
        return in(classes).stream()
                .filter(name ->
                        !name.matches("io\\.agentmeter\\.functions\\." + module + "(\\.[a-z]+)*\\.[A-Z]\\w*Handler"))
                .sorted()
                .toList();
    }
}
