package org.countersign.shared.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.shared.Actor;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes {@code /api/v1} at {@code /v3/api-docs}: what all operations share is said here, once. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String BASIC = "basic";
    private static final String BINARY = "binary";

    private static final Map<String, String> REFUSALS = refusals();

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        BigDecimal.class,
                        new StringSchema()
                                .format("decimal")
                                .example("1234.50")
                                .description("An exact decimal as plain digits. Numbers are accepted too."))
                .replaceWithSchema(byte[].class, new StringSchema().format(BINARY))
                .addRequestWrapperToIgnore(Actor.class, IfMatch.class, PageQuery.class);
    }

    @Bean
    OpenAPI countersignApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Countersign")
                        .version("v1")
                        .description(
                                "Purchases from the request to the closed, paid order. Human tasks are answered through"
                                        + " /engine-rest/task. Decimals are strings, dates are ISO 8601; fields ending in"
                                        + " At accept a date or a date with time and offset. Refusals are RFC 9457"
                                        + " problems whose type names the rule.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }

    /** Takes the place of springdoc's own, which knows {@code Line} and tells no two of them apart. */
    @Bean
    ModelResolver schemas() {
        return new ModelResolver(Json31.mapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    OperationCustomizer commonParametersAndProblems() {
        return (operation, method) -> {
            if (operation.getResponses() == null) {
                operation.setResponses(new ApiResponses());
            }
            Arrays.stream(method.getMethodParameters()).forEach(parameter -> {
                if (parameter.getParameterType() == PageQuery.class) {
                    addPaging(operation, parameter.getParameterAnnotation(Sortable.class));
                } else if (parameter.getParameterType() == IfMatch.class) {
                    operation.addParametersItem(header(
                            HttpHeaders.IF_MATCH, "The ETag that was read; 412 if it is stale. May be left out."));
                    addProblem(operation, "412");
                }
            });
            if (method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(
                        header(
                                IdempotencyFilter.KEY,
                                "Any text of your own: a repeat under the same key is answered as the first time. May be left out."));
            }
            if (method.hasMethodAnnotation(GetMapping.class)) {
                tagRead(operation);
                addProblem(operation, "404");
            } else {
                List.of("400", "404", "409", "422").forEach(status -> addProblem(operation, status));
            }
            sayJson(operation);
            addProblem(operation, "401");
            addProblem(operation, "403");
            return named(operation, method);
        };
    }

    private static Map<String, String> refusals() {
        var refusals = new LinkedHashMap<String, String>();
        refusals.put("400", "The request cannot be read; the faulty field or parameter is named");
        refusals.put("401", "Nobody is signed in");
        refusals.put("403", "The person may not do this");
        refusals.put("404", "There is no such document, or the person may not know of it");
        refusals.put("409", "The document's state does not allow it, or somebody else was first");
        refusals.put("412", "It was changed since it was read");
        refusals.put("422", "The content breaks a rule; every faulty field is named");
        return refusals;
    }

    private static void addProblem(Operation operation, String status) {
        operation
                .getResponses()
                .computeIfAbsent(
                        status,
                        absent -> new ApiResponse()
                                .description(REFUSALS.get(status))
                                .content(new Content()
                                        .addMediaType(
                                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
    }

    /** What an operation does not say is JSON, unless it hands out files. */
    private static void sayJson(Operation operation) {
        operation.getResponses().values().forEach(response -> {
            var anything = response.getContent() == null
                    ? null
                    : response.getContent().get(org.springframework.http.MediaType.ALL_VALUE);
            if (anything != null
                    && (anything.getSchema() == null
                            || !BINARY.equals(anything.getSchema().getFormat()))) {
                response.setContent(new Content()
                        .addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, anything));
            }
        });
    }

    private static void tagRead(Operation operation) {
        var read = operation.getResponses().get("200");
        if (read != null) {
            read.addHeaderObject(
                    HttpHeaders.ETAG,
                    new Header().description("For If-None-Match and If-Match").schema(new StringSchema()));
        }
    }

    private static void addPaging(Operation operation, @org.jspecify.annotations.Nullable Sortable sortable) {
        operation.addParametersItem(query("page", "Number of the page, from 0", new IntegerSchema()));
        operation.addParametersItem(
                query("size", "Rows of a page, 1 to " + PageQuery.MAX_SIZE + ", 20 by default", new IntegerSchema()));
        var fields = sortable == null
                ? List.<String>of()
                : Arrays.stream(sortable.value())
                        .map(field -> field.replaceFirst(":.*", ""))
                        .toList();
        operation.addParametersItem(
                query("sort", "field or field,desc, with one of: " + String.join(", ", fields), new StringSchema()));
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new Parameter().in("query").name(name).description(description).schema(schema);
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).description(description).schema(new StringSchema());
    }

    /** Operations are told apart by resource and method, so that generated clients have readable names. */
    private static Operation named(Operation operation, HandlerMethod method) {
        var controller = method.getBeanType().getSimpleName().replaceFirst("(Rest)?Controller$", "");
        operation.setOperationId(method.getMethod().getName() + controller);
        return operation;
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("An RFC 9457 problem")
                .addProperty("type", new StringSchema().example("urn:problem:purchasing:invalid-requisition"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "fields",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema().example("lines[0].quantity"))
                                        .addProperty("message", new StringSchema())))
                .addProperty("reference", new StringSchema().description("What to tell operations, where we failed"));
    }
}
