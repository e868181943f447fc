package org.countersign.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.countersign.CountersignApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The product with one of the dearest things as it was before it was mended, so that before and after are measured in one
 * run. The system property {@code bench.former} says which.
 */
public final class FormerServer {

    /** What was dear. */
    enum Former {
        /** H2 kept eight parsed statements a connection: nearly every one was parsed again. */
        PARSING(
                "every statement parsed anew (H2)",
                List.of("--spring.datasource.url=jdbc:h2:file:${countersign.data}/countersign"
                        + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE")),
        /** A call with name and password looked up person and groups, and then did so again. */
        RIGHTS("person and groups looked up twice for each call", List.of()),
        /** Each part of each mail searched all libraries for the class that encodes it. */
        MAIL("libraries searched for each part of a mail", List.of());

        private final String label;
        private final List<String> arguments;

        Former(String label, List<String> arguments) {
            this.label = label;
            this.arguments = arguments;
        }

        String label() {
            return label;
        }

        List<String> arguments() {
            return arguments;
        }
    }

    private FormerServer() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        var former = Former.valueOf(System.getProperty("bench.former"));
        var application = former == Former.RIGHTS
                ? new SpringApplication(CountersignApplication.class, LooksTwice.class)
                : new SpringApplication(CountersignApplication.class);
        application.run(arguments);
        if (former == Former.MAIL) {
            System.clearProperty("jakarta.mail.util.StreamProvider");
            System.clearProperty("jakarta.activation.spi.MimeTypeRegistryProvider");
        }
    }

    /** Hides from the filter that the call itself has just signed in. */
    static final class LooksTwice {

        @Bean
        static FilterRegistrationBean<OncePerRequestFilter> forgetful() {
            var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    chain.doFilter(new Forgetful(request), response);
                }
            });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
            return filter;
        }
    }

    private static final class Forgetful extends HttpServletRequestWrapper {

        private Forgetful(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return name.equals(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                    ? null
                    : super.getAttribute(name);
        }
    }
}
