package io.agentmeter.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/// One function's jar, as Lambda gets it.
final class Bundle {
    private final Set<String> entries;
    private final Map<String, Integer> classVersions;
    private final JavaClasses ownClasses;

    private Bundle(Set<String> entries, Map<String, Integer> classVersions, JavaClasses ownClasses) {
        this.entries = entries;
        this.classVersions = classVersions;
        this.ownClasses = ownClasses;
    }

    static Bundle open(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            JavaClasses own = new ClassFileImporter()
                    .withImportOption(location -> location.contains("/io/agentmeter/"))
                    .importJar(jar);
            Map<String, Integer> versions = new TreeMap<>();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    versions.put(entry.getName(), classVersion(jar, entry));
                }
            }
            return new Bundle(jar.stream().map(ZipEntry::getName).collect(Collectors.toSet()), versions, own);
        } catch (IOException e) {
            throw new UncheckedIOException("run `mvn package` first", e);
        }
    }

    private static int classVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6); // the magic number and the minor version
            return in.readUnsignedShort();
        }
    }

    /// The major version of each class, by its entry.
    Map<String, Integer> classVersions() {
        return classVersions;
    }

    Set<String> entries() {
        return entries;
    }

    /// Classes that our code, as far as the given class reaches it, names and that the jar lacks.
    Set<String> missingFrom(String handler) {
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(handler));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            JavaClass type = ownClasses.get(open.pop());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.isPrimitive() || isOfTheMachine(target) || isAnnotation(target)) {
                    continue;
                }
                if (!entries.contains(entry(target))) {
                    missing.add(target.getName());
                } else if (ownClasses.contain(target.getName()) && seen.add(target.getName())) {
                    open.push(target.getName());
                }
            }
        }
        return missing;
    }

    private static String entry(JavaClass type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static boolean isOfTheMachine(JavaClass type) {
        return ClassLoader.getPlatformClassLoader().getResource(entry(type)) != null;
    }

    /// The machine passes over annotations that it cannot find.
    private static boolean isAnnotation(JavaClass type) {
        return type.isAnnotation() || type.getPackageName().equals("org.jspecify.annotations");
    }
}
