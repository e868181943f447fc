package org.countersign.console.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Keeps in the database who is signed in, so that any server on it answers the next request, and a session outlives the
 * server it began on. What is kept are names, groups, a word to show on the next page: nothing that a row could turn into
 * code, and what a former version wrote and this one cannot read asks to sign in again.
 */
@Configuration(proxyBeanMethods = false)
@Profile("mariadb")
class SharedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

    /** Two requests of one page may add the same word at once; and one may end the session while another adds to it. */
    private static final String ADD = """
            insert ignore into %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
            values (?, ?, ?) on duplicate key update ATTRIBUTE_BYTES = values(ATTRIBUTE_BYTES)
            """;

    private static final ObjectInputFilter EXPECTED =
            ObjectInputFilter.Config.createFilter("maxdepth=20;maxrefs=20000;maxbytes=1048576;maxarray=10000;"
                    + "java.lang.*;java.util.*;java.util.concurrent.*;java.time.*;"
                    + "org.springframework.security.core.**;org.springframework.security.authentication.*;"
                    + "org.springframework.security.web.**;org.springframework.web.servlet.FlashMap;"
                    + "org.springframework.util.*;org.camunda.bpm.webapp.impl.security.**");

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOnMariaDb() {
        return sessions -> sessions.setCreateSessionAttributeQuery(ADD);
    }

    @Bean
    ConversionService springSessionConversionService() {
        var bytes = new GenericConversionService();
        bytes.addConverter(Object.class, byte[].class, new SerializingConverter());
        bytes.addConverter(byte[].class, Object.class, SharedSessions::read);
        return bytes;
    }

    /** Our own records and enums are values alone: reading one calls its constructor and nothing else. */
    private static ObjectInputFilter.Status ofOurs(ObjectInputFilter.FilterInfo read) {
        var type = read.serialClass();
        return type != null && type.getName().startsWith("org.countersign.") && (type.isRecord() || type.isEnum())
                ? ObjectInputFilter.Status.ALLOWED
                : ObjectInputFilter.Status.UNDECIDED;
    }

    static @Nullable Object read(byte[] kept) {
        try (var input = new ObjectInputStream(new ByteArrayInputStream(kept))) {
            input.setObjectInputFilter(
                    ObjectInputFilter.rejectUndecidedClass(ObjectInputFilter.merge(EXPECTED, SharedSessions::ofOurs)));
            return input.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            LOG.warn("A part of a session cannot be read, and counts as absent: {}", e.toString());
            return null;
        }
    }
}
