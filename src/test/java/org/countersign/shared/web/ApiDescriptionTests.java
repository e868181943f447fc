package org.countersign.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whether clients that are generated from the description send and read what the server takes and gives. */
@CountersignTest
class ApiDescriptionTests {

    private static final String SCHEMA = "#/components/schemas/";

    @Autowired
    private TestDoor door;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping operations;

    private JsonNode description;

    @BeforeEach
    void read() {
        description = door.as("admin").get("/v3/api-docs").expect(200).json();
    }

    @Test
    @DisplayName("No two types of the API share the name of a schema, and each schema has the fields of its type")
    void eachTypeHasASchemaOfItsOwn() {
        var types = new HashSet<Class<?>>();
        eachOperation((path, method) -> {
            collect(method.getReturnType().getGenericParameterType(), types);
            Arrays.stream(method.getMethodParameters())
                    .filter(ApiDescriptionTests::isBody)
                    .forEach(body -> collect(body.getGenericParameterType(), types));
        });
        assertThat(types).hasSizeGreaterThan(100);

        var owners = new HashMap<String, Class<?>>();
        for (var type : types) {
            var name = SchemaNames.nameOf(type);
            assertThat(owners.put(name, type))
                    .as("the other type called %s", name)
                    .isNull();
            var fields = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
            assertThat(names(schema(name).path("properties")))
                    .as("fields of %s", name)
                    .containsAll(fields.toList());
        }
        assertThat(owners).doesNotContainKey("Problem");
    }

    @Test
    @DisplayName("Each operation that takes JSON says which")
    void eachBodyIsItsRecord() {
        var bodies = new HashMap<String, String>();
        eachOperation((path, method) -> Arrays.stream(method.getMethodParameters())
                .filter(ApiDescriptionTests::isBody)
                .filter(body -> body.getParameterType().isRecord())
                .forEach(body -> bodies.put(path, SchemaNames.nameOf(body.getParameterType()))));
        bodies.put("post /api/v1/invoices", "InvoiceRequest");

        assertThat(bodies).hasSizeGreaterThan(50).allSatisfy((path, name) -> {
            var parts = path.split(" ", 2);
            var content = description
                    .path("paths")
                    .path(parts[1])
                    .path(parts[0])
                    .path("requestBody")
                    .path("content");
            assertThat(content.path("application/json")
                            .path("schema")
                            .path("$ref")
                            .asText())
                    .isEqualTo(SCHEMA + name);
        });
    }

    @Test
    @DisplayName("R12: decimals are described as strings with an example, and answers by the status that they have")
    void decimalsAndStatuses() {
        var price = schema("InvoiceRequestLine").path("properties").path("unitPrice");
        assertThat(price.path("type").asText()).isEqualTo("string");
        assertThat(price.path("example").asText()).isNotEmpty();
        assertThat(schema("PurchaseOrderView").path("properties").path("status").path("enum"))
                .hasSizeGreaterThan(5);

        assertThat(names(answers("post", "/api/v1/requisitions")))
                .contains("201", "422")
                .doesNotContain("200");
        assertThat(names(answers("post", "/api/v1/requisitions/{number}/submission")))
                .contains("202");
        assertThat(names(answers("post", "/api/v1/purchase-orders/{number}/goods-receipts")))
                .contains("201", "202")
                .doesNotContain("200");
        assertThat(answers("get", "/api/v1/requisitions/{number}")
                        .path("200")
                        .path("content")
                        .path("application/json")
                        .path("schema")
                        .path("$ref")
                        .asText())
                .isEqualTo(SCHEMA + "RequisitionView");
    }

    @Test
    @DisplayName("No two operations share a name")
    void operationsAreToldApart() {
        var all = description.findValuesAsText("operationId");
        assertThat(all).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    /** By verb and path as described: what a variable may be is not part of it. */
    private void eachOperation(BiConsumer<String, HandlerMethod> look) {
        operations
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1"))
                        .map(path -> path.replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        look.accept(verb.name().toLowerCase(Locale.ROOT) + " " + path, method))));
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class);
    }

    /** Generic records have a schema for each of their uses, which their arguments tell apart. */
    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), found);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> plain
                && plain.isRecord()
                && plain.getTypeParameters().length == 0
                && Arrays.stream(plain.getRecordComponents()).noneMatch(ApiDescriptionTests::isTheValue)
                && found.add(plain)) {
            Arrays.stream(plain.getRecordComponents()).forEach(part -> collect(part.getGenericType(), found));
        }
    }

    private static boolean isTheValue(RecordComponent part) {
        return part.getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private JsonNode answers(String verb, String path) {
        return description.path("paths").path(path).path(verb).path("responses");
    }

    private JsonNode schema(String name) {
        return description.path("components").path("schemas").path(name);
    }

    private static Set<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) node::fields).spliterator(), false)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
