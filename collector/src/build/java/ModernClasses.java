import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gives the classes of a jar that were compiled for Java 5 or older the form of Java 8: the same instructions, with
/// the stack maps that today's verifier wants. Java keeps only such classes in its ahead-of-time cache, and looking
/// through the others the old way takes longer than most commands do.
///
/// Usage: java ModernClasses.java JAR
final class ModernClasses {
    private ModernClasses() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path source = Files.copy(
                jar, Files.createTempFile("classes", ".jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {source.toUri().toURL()});
                FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            ClassFile format = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            int changed = 0;
            for (Path file : classes(files)) {
                ClassModel model = format.parse(Files.readAllBytes(file));
                if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
                    Files.write(file, modern(format, model));
                    changed++;
                }
            }
            System.out.println(changed + " classes modernised");
        } finally {
            Files.delete(source);
        }
    }

    private static List<Path> classes(FileSystem files) throws IOException {
        try (Stream<Path> all = Files.walk(files.getPath("/"))) {
            return all.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static byte[] modern(ClassFile format, ClassModel model) {
        ClassTransform version = (builder, element) -> builder.with(
                element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element);
        return format.transformClass(
                model, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
