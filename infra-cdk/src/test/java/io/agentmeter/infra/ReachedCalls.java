package io.agentmeter.infra;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Every call into AWS's libraries that a handler's code can reach, and the texts beside them. Calls through a type
/// reach
/// every class of that type, so it finds a call too many rather than one too few.
final class ReachedCalls {
    private static final String AWS = "software/amazon/awssdk/services/";

    /// A call of AWS's library.
    ///
    /// @param from package of the project that calls, for example `control`
    /// @param on the type that is called, without its package
    record Call(String from, String on, String method) {}

    /// A method of the project.
    private record Method(String owner, String name, String descriptor) {}

    private record Constant(String owner, String name) {}

    private final OwnClasses classes;
    private final Set<Method> reached = new HashSet<>();
    private final Set<String> touched = new HashSet<>();
    private final Deque<Method> open = new ArrayDeque<>();
    private final Set<Call> calls = new HashSet<>();
    private final Set<Constant> constants = new HashSet<>();
    private final Set<String> texts = new HashSet<>();

    private ReachedCalls(OwnClasses classes) {
        this.classes = classes;
    }

    static ReachedCalls of(Class<?> handler) {
        ReachedCalls reached = new ReachedCalls(new OwnClasses(handler));
        reached.everyMethodOf(internal(handler.getName()));
        while (!reached.open.isEmpty()) {
            reached.follow(reached.open.pop());
        }
        return reached;
    }

    Set<Call> calls() {
        return Set.copyOf(calls);
    }

    /// Names of the constants of one of the project's enums that another class reads, for example of the settings.
    Set<String> constantsOf(Class<?> type) {
        String owner = internal(type.getName());
        return constants.stream()
                .filter(one -> one.owner().equals(owner))
                .map(Constant::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Texts in the code that was reached.
    Set<String> texts() {
        return Set.copyOf(texts);
    }

    private void follow(Method method) {
        classes.find(method.owner())
                .ifPresent(model -> model.methods().stream()
                        .filter(one -> isSame(one, method))
                        .flatMap(one -> one.code().stream())
                        .flatMap(code -> code.elementStream())
                        .forEach(element -> read(model, element)));
    }

    private void read(ClassModel in, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                called(
                        in,
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
            case FieldInstruction read -> read(in, read);
            case InvokeDynamicInstruction made -> made.bootstrapArgs().forEach(argument -> constant(in, argument));
            case ConstantInstruction constant -> constant(in, constant.constantValue());
            default -> {}
        }
    }

    private void read(ClassModel in, FieldInstruction field) {
        String owner = field.owner().asInternalName();
        if (!OwnClasses.name(in).equals(owner)) {
            constants.add(new Constant(owner, field.name().stringValue()));
        }
    }

    private void constant(ClassModel in, ConstantDesc constant) {
        if (constant instanceof DirectMethodHandleDesc handle) {
            called(in, internal(handle.owner()), handle.methodName(), handle.lookupDescriptor());
        } else if (constant instanceof String text) {
            texts.add(text);
        }
    }

    private void called(ClassModel in, String owner, String name, String descriptor) {
        if (owner.startsWith(AWS)) {
            String[] path = OwnClasses.name(in).split("/");
            calls.add(new Call(path[path.length - 2], owner.substring(owner.lastIndexOf('/') + 1), name));
            return;
        }
        if (classes.find(owner).isEmpty()) {
            return;
        }
        for (String relative : classes.relatives(owner)) {
            reach(new Method(relative, name, descriptor));
        }
        if (touched.add(owner)) {
            reach(new Method(owner, "<clinit>", "()V"));
            classes.find(owner).filter(classes::isCalledFromOutside).ifPresent(model -> everyMethodOf(owner));
        }
    }

    private void everyMethodOf(String owner) {
        classes.find(owner)
                .ifPresent(model -> model.methods()
                        .forEach(one -> reach(new Method(
                                owner,
                                one.methodName().stringValue(),
                                one.methodType().stringValue()))));
    }

    private void reach(Method method) {
        if (reached.add(method)) {
            open.push(method);
        }
    }

    private static boolean isSame(MethodModel one, Method method) {
        return one.methodName().equalsString(method.name()) && one.methodType().equalsString(method.descriptor());
    }

    private static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }
}
