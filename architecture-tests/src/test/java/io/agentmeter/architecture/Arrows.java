package io.agentmeter.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which module a class lies in, and the dependencies between modules that no arrow allows.
final class Arrows {
    private final Map<String, Module> homes = new HashMap<>();

    void add(Module module, JavaClasses classes) {
        classes.forEach(type -> homes.put(type.getName(), module));
    }

    /// One line for every dependency against the arrows.
    List<String> violations(Module module, JavaClasses classes) {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                home(dependency.getTargetClass())
                        .filter(target -> !module.mayKnow(target))
                        .ifPresent(target ->
                                found.add(module + " must not know " + target + ": " + dependency.getDescription()));
            }
        }
        return found;
    }

    /// Packages whose classes lie in more than one module.
    Map<String, TreeSet<Module>> splitPackages() {
        Map<String, TreeSet<Module>> modules = new TreeMap<>();
        homes.forEach((name, module) -> modules.computeIfAbsent(
                        name.substring(0, name.lastIndexOf('.')), _ -> new TreeSet<>())
                .add(module));
        modules.values().removeIf(of -> of.size() == 1);
        return modules;
    }

    private Optional<Module> home(JavaClass target) {
        return Optional.ofNullable(homes.get(target.getBaseComponentType().getName()));
    }
}
