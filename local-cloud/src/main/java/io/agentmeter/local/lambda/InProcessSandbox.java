package io.agentmeter.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// One handler object inside this JVM, fed through the same JSON mapping that Lambda's Java runtime uses.
final class InProcessSandbox {
    private final RequestHandler<Object, Object> handler;
    private final PojoSerializer<Object> reader;
    private final PojoSerializer<Object> writer;

    private InProcessSandbox(RequestHandler<Object, Object> handler, Type input, Type output) {
        this.handler = handler;
        this.reader = serializer(input);
        this.writer = serializer(output);
    }

    /// @param className a `RequestHandler` with a public constructor without arguments
    @SuppressWarnings("unchecked") // The types are those the class itself declares, read just below.
    static InProcessSandbox create(String className) throws ReflectiveOperationException {
        Class<?> type = Class.forName(className);
        Type[] inputAndOutput = requestHandlerTypes(type);
        if (inputAndOutput == null) {
            throw new ClassCastException(className + " is not a RequestHandler with declared types");
        }
        Object handler = type.getConstructor().newInstance();
        return new InProcessSandbox((RequestHandler<Object, Object>) handler, inputAndOutput[0], inputAndOutput[1]);
    }

    byte[] handle(byte[] event, Context context) {
        Object input = reader.fromJson(new ByteArrayInputStream(event));
        Object output = handler.handleRequest(input, context);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        writer.toJson(output, answer);
        return answer.toByteArray();
    }

    private static Type @Nullable [] requestHandlerTypes(Class<?> type) {
        for (Type declared : type.getGenericInterfaces()) {
            if (declared instanceof ParameterizedType parameterized
                    && parameterized.getRawType() == RequestHandler.class) {
                return parameterized.getActualTypeArguments();
            }
        }
        Class<?> parent = type.getSuperclass();
        return parent == null ? null : requestHandlerTypes(parent);
    }

    @SuppressWarnings("unchecked") // The serialiser of a type is only ever given values of that type.
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> known && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
            ClassLoader loader = InProcessSandbox.class.getClassLoader();
            return (PojoSerializer<Object>) (PojoSerializer<?>) LambdaEventSerializers.serializerFor(known, loader);
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
