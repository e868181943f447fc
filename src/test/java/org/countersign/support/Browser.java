package org.countersign.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session as a browser keeps it: cookies, the sign-in form, and the tokens against forged calls. Runs no scripts. */
public class Browser {

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** @param base where the server answers */
    public Browser(String base) {
        this.base = base;
    }

    /** Signs in with the form; the password is the name. @return where the server leads then */
    public String signIn(String user) {
        return signIn(user, user);
    }

    /** Signs in with the form. @return where the server leads then */
    public String signIn(String user, String password) {
        get("/sign-in");
        var form = "username=" + encoded(user) + "&password=" + encoded(password) + "&_csrf="
                + encoded(cookie("COUNTERSIGN-CSRF"));
        var answer = exchange(HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return answer.headers().firstValue("Location").orElse("");
    }

    /** Opens a page. @return the status */
    public int get(String path) {
        return open(path).statusCode();
    }

    /** Opens a page. @return what came */
    public HttpResponse<String> open(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html,application/json;q=0.9,*/*;q=0.8")
                .GET());
    }

    /** Opens a page from a link on another one. @return what came */
    public HttpResponse<String> open(String path, String from) {
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Referer", base + from)
                .GET());
    }

    /** Sends JSON, with or without the token that proves it is no other page's call. @return the status */
    public int send(String method, String path, String body, boolean withToken) {
        return answer(method, path, body, withToken).statusCode();
    }

    /** Posts JSON with its token. @return what came */
    public HttpResponse<String> post(String path, String body) {
        return answer("POST", path, body, true);
    }

    private HttpResponse<String> answer(String method, String path, String body, boolean withToken) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (withToken && path.startsWith("/camunda/")) {
            get("/camunda/app/welcome/default/");
            request.header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
        } else if (withToken) {
            get("/");
            request.header("X-CSRF-TOKEN", cookie("COUNTERSIGN-CSRF"));
        }
        return exchange(request);
    }

    /** Sends a form that may carry files, with its token, as browsers do: each field is a part. @return what came */
    public HttpResponse<String> sendParts(String path, Map<String, String> fields) {
        get("/");
        var border = "border-of-the-parts";
        var body = new StringBuilder();
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", cookie("COUNTERSIGN-CSRF"));
        all.forEach((name, value) -> body.append("--")
                .append(border)
                .append("\r\n")
                .append("Content-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--").append(border).append("--\r\n");
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "multipart/form-data; boundary=" + border)
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Sends a form with its token, as browsers do; a name may come several times. @return what came */
    public HttpResponse<String> sendForm(String path, List<Map.Entry<String, String>> fields) {
        get("/");
        get("/sign-in");
        var body = new StringBuilder("_csrf=").append(encoded(cookie("COUNTERSIGN-CSRF")));
        fields.forEach(
                field -> body.append('&').append(field.getKey()).append('=').append(encoded(field.getValue())));
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name) && !cookie.hasExpired())
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
