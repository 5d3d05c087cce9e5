package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// The native library of Lambda's runtime client, unpacked once for all processes.
///
/// Left to itself every process unpacks it to the same fixed path below `/tmp`, and one that loads the file while
/// another is
/// writing it dies of a bus error.
final class RuntimeNativePart {
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeNativePart() {}

    /// The JVM argument that makes a process load the library from the file.
    static String argument(Path library) {
        return "-D" + PROPERTY + "=" + library;
    }

    /// Unpacks the library that fits this machine into a file of its own.
    static Path unpack() throws IOException {
        String name = "/jni/libaws-lambda-jni.linux" + (hasMusl() ? "_musl" : "") + "-" + architecture() + ".so";
        try (InputStream packed = AWSLambda.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new FileNotFoundException("Lambda's runtime client has no " + name);
            }
            Path library = Files.createTempFile("agentmeter-runtime", ".so");
            library.toFile().deleteOnExit();
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            return library;
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
    }

    private static boolean hasMusl() throws IOException {
        try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
            return libraries.anyMatch(file -> file.toString().startsWith("/lib/ld-musl-"));
        }
    }
}
