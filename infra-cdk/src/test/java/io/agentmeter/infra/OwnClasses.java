package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import io.agentmeter.functions.library.LambdaEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The project's own classes that one function is made of, as bytecode: its module, the library and the shared model.
final class OwnClasses {
    private final Map<String, ClassModel> byName = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();

    OwnClasses(Class<?> handler) {
        for (Class<?> one : List.of(handler, LambdaEnvironment.class, Functions.class)) {
            read(locationOf(one));
        }
        byName.values()
                .forEach(model -> supertypes(model)
                        .forEach(parent -> subtypes.computeIfAbsent(parent, _ -> new HashSet<>())
                                .add(name(model))));
    }

    Optional<ClassModel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The type itself, everything it inherits from and everything that inherits from it.
    Set<String> relatives(String name) {
        Set<String> found = new HashSet<>();
        above(name, found);
        found.remove(name);
        below(name, found);
        return found;
    }

    /// Whether somebody else's code may call the class, because it implements a type that is not the project's.
    boolean isCalledFromOutside(ClassModel model) {
        return supertypes(model)
                .anyMatch(parent -> !byName.containsKey(parent)
                        && !Set.of("java/lang/Object", "java/lang/Record", "java/lang/Enum")
                                .contains(parent));
    }

    static String name(ClassModel model) {
        return model.thisClass().asInternalName();
    }

    private static Stream<String> supertypes(ClassModel model) {
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(ClassEntry::asInternalName);
    }

    private void above(String name, Set<String> found) {
        if (found.add(name)) {
            find(name).ifPresent(model -> supertypes(model).forEach(parent -> above(parent, found)));
        }
    }

    private void below(String name, Set<String> found) {
        if (found.add(name)) {
            subtypes.getOrDefault(name, Set.of()).forEach(child -> below(child, found));
        }
    }

    private void read(Path location) {
        try {
            if (Files.isDirectory(location)) {
                readFrom(location);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(location)) {
                    readFrom(jar.getPath("/"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void readFrom(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(OwnClasses::isOwnClass)::iterator) {
                ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
                byName.put(name(model), model);
            }
        }
    }

    private static boolean isOwnClass(Path file) {
        return file.toString().endsWith(".class") && file.toString().contains("io/agentmeter/");
    }

    private static Path locationOf(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
