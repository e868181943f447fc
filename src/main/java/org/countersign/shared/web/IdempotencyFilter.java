package org.countersign.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a POST with an {@code Idempotency-Key} happen once: its repeat is answered as the first time was. What failed on our
 * side, and what only collided with somebody else, is not kept, so that the repeat tries it again.
 */
class IdempotencyFilter extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Set<Integer> NOT_KEPT = Set.of(
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_REQUEST_TIMEOUT,
            HttpStatus.TOO_MANY_REQUESTS.value());

    private final IdempotencyKeys keys;
    private final ObjectProvider<ObjectMapper> json;

    IdempotencyFilter(IdempotencyKeys keys, ObjectProvider<ObjectMapper> json) {
        this.keys = keys;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(KEY) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user = SignedInActor.current().map(actor -> actor.user().value()).orElse(null);
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(KEY).trim();
        if (!ACCEPTED.matcher(key).matches()) {
            refuse(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "bad-idempotency-key",
                    "An Idempotency-Key has 1 to 200 characters of ASCII without blanks.");
            return;
        }
        var multipart = String.valueOf(request.getContentType()).startsWith("multipart/");
        byte[] body;
        try {
            body = multipart ? parts(request) : request.getInputStream().readAllBytes();
        } catch (PayloadTooLarge e) {
            refuse(response, HttpStatus.PAYLOAD_TOO_LARGE, "too-large", String.valueOf(e.getMessage()));
            return;
        }
        var fingerprint = fingerprint(request, body);
        if (keys.take(user, key, fingerprint)) {
            first(user, key, multipart ? request : new RepeatableRequest(request, body), response, chain);
        } else {
            repeat(user, key, fingerprint, response);
        }
    }

    private void first(
            String user, String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new WatchedResponse(response);
        var kept = false;
        try {
            chain.doFilter(request, answer);
            if (isKept(request, answer)) {
                keys.keep(
                        user,
                        key,
                        new IdempotencyKeys.Answer(
                                answer.getStatus(),
                                answer.getHeader(HttpHeaders.LOCATION),
                                answer.getHeader(HttpHeaders.ETAG),
                                answer.getContentType(),
                                answer.getContentAsByteArray()));
                kept = true;
            }
        } finally {
            if (!kept) {
                keys.release(user, key);
            }
        }
        answer.copyBodyToResponse();
    }

    private static boolean isKept(HttpServletRequest request, WatchedResponse answer) {
        return answer.getStatus() < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                && !NOT_KEPT.contains(answer.getStatus())
                && !answer.isError()
                && request.getAttribute(ProblemAdvice.PASSING) == null;
    }

    private void repeat(String user, String key, String fingerprint, HttpServletResponse response) throws IOException {
        var known = keys.find(user, key).orElse(null);
        if (known != null && !known.fingerprint().equals(fingerprint)) {
            refuse(
                    response,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "idempotency-key-reused",
                    "You used this Idempotency-Key for another request before. Take a new key for a new request.");
            return;
        }
        var answer = known == null ? null : known.answer();
        if (answer == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(
                    response,
                    HttpStatus.CONFLICT,
                    "idempotency-key-in-progress",
                    "The first request with this Idempotency-Key is under way, or was cut off before it was answered."
                            + " Try again in a moment; if it stays so, look whether it was done, and take a new key.");
            return;
        }
        response.setStatus(answer.status());
        setIfPresent(response, HttpHeaders.LOCATION, answer.location());
        setIfPresent(response, HttpHeaders.ETAG, answer.etag());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String rule, String detail)
            throws IOException {
        ProblemDetail problem = Problems.of(status, "shared", rule, detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.getObject().writeValue(response.getOutputStream(), problem);
    }

    /** The parts without the boundary between them, which differs each time. */
    private static byte[] parts(HttpServletRequest request) throws IOException, ServletException {
        var all = new ByteArrayOutputStream();
        for (var part : request.getParts()) {
            all.write((part.getName() + "\n" + part.getSize() + "\n").getBytes(StandardCharsets.UTF_8));
            try (var content = part.getInputStream()) {
                content.transferTo(all);
            }
        }
        return all.toByteArray();
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) throws IOException {
        var all = new ByteArrayOutputStream();
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        all.write((request.getRequestURI() + query + "\n").getBytes(StandardCharsets.UTF_8));
        all.write(body);
        return HexFormat.of().formatHex(EntityTag.sha256(all.toByteArray()));
    }

    private static void setIfPresent(HttpServletResponse response, String header, @Nullable String value) {
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    /** Remembers that the container was told to make an error page, which is not seen here. */
    private static final class WatchedResponse extends ContentCachingResponseWrapper {

        private boolean error;

        WatchedResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            error = true;
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            error = true;
            super.sendError(status, message);
        }

        boolean isError() {
            return error;
        }
    }

    /** The request with the body that was read already. */
    private static final class RepeatableRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        RepeatableRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BodyStream(body);
        }

        @Override
        public BufferedReader getReader() {
            var charset =
                    getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream body;

        BodyStream(byte[] body) {
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return body.read(bytes, offset, length);
        }

        @Override
        public int available() {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body was read already");
        }
    }
}
