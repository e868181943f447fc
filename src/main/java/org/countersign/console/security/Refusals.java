package org.countersign.console.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers of the doors to programs: RFC 9457 problems for the product's own API, and the engine's form of an error where
 * its clients expect that.
 */
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String NOT_SIGNED_IN = "Nobody is signed in, or the password is wrong.";
    private static final String NOT_ALLOWED = "You do not have the right to do this.";
    private static final String NO_TOKEN =
            "The CSRF token is missing or outdated. Send the value of the cookie COUNTERSIGN-CSRF in the header"
                    + " X-CSRF-TOKEN.";

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            // A browser would open its own dialog over our pages
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Countersign\", charset=\"UTF-8\"");
        }
        write(request, response, HttpStatus.UNAUTHORIZED, "not-signed-in", NOT_SIGNED_IN);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        if (failure instanceof CsrfException) {
            write(request, response, HttpStatus.FORBIDDEN, "csrf-token", NO_TOKEN);
        } else {
            write(request, response, HttpStatus.FORBIDDEN, "not-allowed", NOT_ALLOWED);
        }
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String rule, String sentence)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status.value());
        response.setCharacterEncoding("UTF-8");
        if (isOwn(request)) {
            response.setContentType("application/problem+json");
            json.writeValue(response.getOutputStream(), problem(request, status, rule, sentence));
        } else {
            response.setContentType("application/json");
            json.writeValue(
                    response.getOutputStream(),
                    Map.of(
                            "type",
                            status == HttpStatus.UNAUTHORIZED ? "AuthenticationException" : "AuthorizationException",
                            "message",
                            sentence));
        }
    }

    private static Map<String, Object> problem(
            HttpServletRequest request, HttpStatus status, String rule, String sentence) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:problem:shared:" + rule);
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", sentence);
        problem.put("instance", request.getRequestURI());
        return problem;
    }

    private static boolean isOwn(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api/") || path.startsWith("/v3/");
    }
}
