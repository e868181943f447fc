package org.countersign.workflow.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.shared.NotFound;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The labels of Tasklist, Cockpit, Admin and the profile: the engine's own, with the product's words where they differ. */
@RestController
class EngineLabelsController {

    private static final String SHIPPED = "META-INF/resources/webjars/camunda/app/%s/locales/%s.json";

    private final TasklistTexts texts;
    private final ObjectMapper json;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    EngineLabelsController(TasklistTexts texts, ObjectMapper json) {
        this.texts = texts;
        this.json = json;
    }

    @GetMapping("/camunda/app/{application:admin|cockpit|tasklist|welcome}/locales/{language:[a-z]+}.json")
    ResponseEntity<String> labels(@PathVariable String application, @PathVariable String language) {
        if (!TasklistTexts.LANGUAGES.contains(language)) {
            throw new NotFound("language", language);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(known.computeIfAbsent(application + "/" + language, key -> merged(application, language)));
    }

    private String merged(String application, String language) {
        var locale = Locale.forLanguageTag(language);
        try {
            var labels = json.readTree(shipped(application, language));
            if (labels.path("labels") instanceof ObjectNode named) {
                texts.startingWith("tasklist.app.", locale).forEach(named::put);
                if (application.equals("tasklist")) {
                    texts.startingWith("tasklist.label.", locale).forEach(named::put);
                }
            }
            return json.writeValueAsString(labels);
        } catch (IOException e) {
            throw new IllegalStateException("The labels of " + application + " in " + language + " are no JSON", e);
        }
    }

    private static String shipped(String application, String language) throws IOException {
        var text = new ClassPathResource(SHIPPED.formatted(application, language))
                .getContentAsString(StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
