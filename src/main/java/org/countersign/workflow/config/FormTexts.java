package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Forms in a reader's language, as Tasklist shows them. */
@Component
public class FormTexts {

    private final FormLanguage language;

    FormTexts(ObjectMapper json, MessageSource texts) {
        this.language = new FormLanguage(json, texts);
    }

    /** A form's definition; as it is where nobody can read it, or where it is written in that language. */
    public byte[] in(Locale reader, byte[] definition) {
        if (!language.speaks(reader)) {
            return definition;
        }
        try {
            return language.form(new String(definition, StandardCharsets.UTF_8), reader)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return definition;
        }
    }
}
