package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.gateway.Gateway;
import io.cartulary.journeys.ConsoleShop.Order;
import io.cartulary.localstack.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How quick and how frugal the console is, as {@code query-side/console/measure} runs it; its name keeps it out of
 * {@code deploy/test}, beside which times say nothing.
 */
@ExtendWith(BrowserCondition.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleMeasurements {

    private static final String ALICE = "alice-" + UUID.randomUUID();
    private static final String DEMO = Tokens.of("demo", Duration.ofHours(8), "staff", "operator");

    /** A tab is left open for so long. */
    private static final Duration OPEN = Duration.ofMinutes(Integer.getInteger("console.minutes", 10));

    /** A caller may send 100 requests a second, an address 400. */
    private static final int CALLERS = 4;

    private static final int LONG = 1_000;
    private static final int LONGEST = 10_000;
    private static final int STEPS = 100;

    /** Moves the scrubber, and answers how long each step took, in ms. */
    private static final String SCRUB = """
            const [events, steps, done] = arguments;
            const scrubber = document.querySelector('#scrubber');
            const times = [];
            (async () => {
              const jump = Math.floor(events / steps);
              for (let step = 0; step < steps; step++) {
                const version = step < steps / 2 ? Math.floor(events / 2) + step : 3 + step * jump % Math.floor(events / 2 - 3);
                const start = performance.now();
                scrubber.value = version;
                scrubber.dispatchEvent(new Event('input'));
                const wanted = new RegExp('version ' + version.toLocaleString('en-GB') + '(?![0-9,])');
                while (!wanted.test(document.querySelector('.facts').textContent)) {
                  await new Promise(requestAnimationFrame);
                }
                times.push(performance.now() - start);
              }
              done(times);
            })();
            """;

    /** Scrolls, and answers how long it took until rows were there, in ms. */
    private static final String SCROLL = """
            const done = arguments[0];
            const list = document.querySelector('.events');
            const times = [];
            (async () => {
              for (let step = 1; step <= 200; step++) {
                const start = performance.now();
                list.scrollTop = (list.scrollHeight - list.clientHeight) * step / 200;
                for (;;) {
                  await new Promise(requestAnimationFrame);
                  const box = list.getBoundingClientRect();
                  const row = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                  if (row?.closest('.event')) {
                    break;
                  }
                }
                times.push(performance.now() - start);
              }
              done(times);
            })();
            """;

    /** Notes when a page has its title and what it is about. */
    private static final String NOTES_WHEN_USABLE = """
            new MutationObserver(() => {
              if (!window.usableAt && document.querySelector('main h1') && document.querySelector('main table, main .tiles')
                  && !document.querySelector('main').textContent.includes('Loading …')) {
                window.usableAt = performance.now();
              }
            }).observe(document, { childList: true, subtree: true, characterData: true });
            """;

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private String origin;

    @SuppressWarnings("NullAway.Init")
    private ConsoleShop shop;

    @BeforeAll
    void the_console() throws Exception {
        Cartulary services = Cartulary.running();
        int gateway = new Gateway(
                        vertx, services.commands().uri(), services.queries().uri())
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
        origin = "http://127.0.0.1:" + gateway;
        shop = new ConsoleShop(origin);
    }

    @AfterAll
    void close() {
        vertx.close();
    }

    @Test
    void the_first_page_is_usable() {
        Order order = shop.order(ALICE);
        try (Browser browser = Browser.at(origin)) {
            browser.beforeEachPage(NOTES_WHEN_USABLE);
            for (String page : List.of("/orders", "/overview", "/orders/" + order.id())) {
                for (boolean cold : List.of(true, false)) {
                    List<Double> times = new ArrayList<>();
                    for (int i = 0; i < 9; i++) {
                        if (cold) {
                            browser.forgetFiles();
                        }
                        browser.open(page, DEMO);
                        browser.until(() -> browser.run("return window.usableAt ?? null") != null);
                        times.add(number(browser.run("return window.usableAt")));
                    }
                    times.sort(Double::compare);
                    report(
                            "usable: %s, %s cache: median %.0f ms, slowest of 9 %.0f ms",
                            page.replace(order.id(), "{id}"), cold ? "empty" : "filled", times.get(4), times.getLast());
                }
            }
        }
    }

    @Test
    void long_streams_scroll_and_scrub() throws Exception {
        for (int events : List.of(LONG, LONGEST)) {
            Instant begun = Instant.now();
            String cart = cartOf(events);
            report(
                    "%d events written in %d s",
                    events, Duration.between(begun, Instant.now()).toSeconds());
            try (Browser browser = Browser.at(origin)) {
                browser.open("/carts/" + cart, DEMO);
                begun = Instant.now();
                String all = String.format(Locale.UK, "Events %,d", events);
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> browser.find("event-list h2").getText().equals(all));
                report(
                        "%d events are all in the list after %d ms",
                        events, Duration.between(begun, Instant.now()).toMillis());
                List<Double> steps = scrub(browser, events);
                report("a scrub step of %d events: %s", events, percentiles(steps));
                List<Double> frames = scroll(browser);
                report("a frame while %d events scroll: %s", events, percentiles(frames));
                report(
                        "%d events: heap %s, rows in the document: %d",
                        events, megabytes(browser.heap()), browser.count("button.event"));
            }
        }
    }

    /** Half the steps go to the next version, half jump; none is to a version that was shown before. */
    private static List<Double> scrub(Browser browser, int events) {
        return numbers(browser.runAsync(SCRUB, events, STEPS));
    }

    /** From the newest event to the oldest: until rows are shown where one has scrolled to. */
    private static List<Double> scroll(Browser browser) {
        return numbers(browser.runAsync(SCROLL));
    }

    @Test
    void a_tab_that_is_left_open_neither_leaks_nor_hammers() throws InterruptedException {
        Order order = shop.order(ALICE);
        try (Browser overview = Browser.at(origin);
                Browser live = Browser.at(origin)) {
            overview.open("/overview", DEMO);
            live.open("/orders/" + order.id(), DEMO);
            overview.find("data-chart canvas");
            live.see("Event 1: Placed");
            for (Browser each : List.of(overview, live)) {
                each.run("performance.setResourceTimingBufferSize(100000)");
            }
            long before = requests(overview);
            long beforeLive = requests(live);
            var heaps = new ArrayList<String>();
            Instant until = Instant.now().plus(OPEN);
            for (int turn = 0; Instant.now().isBefore(until); turn++) {
                if (turn % 4 == 0) {
                    heaps.add(megabytes(overview.heap()) + " / " + megabytes(live.heap()));
                }
                shop.note(order, "Note " + turn);
                live.see("Note " + turn);
                Thread.sleep(Duration.ofSeconds(15));
            }
            heaps.add(megabytes(overview.heap()) + " / " + megabytes(live.heap()));
            report("%s min open, heap of overview / live order, each minute: %s", OPEN.toMinutes(), heaps);
            report(
                    "%s min open: %d requests of the overview, %d of an order with an event each 15 s",
                    OPEN.toMinutes(), requests(overview) - before, requests(live) - beforeLive);
            assertThat(overview.errors()).isEmpty();
            assertThat(live.errors()).isEmpty();
        }
    }

    private static long requests(Browser browser) {
        return (long) number(browser.run("return performance.getEntriesByType('resource').length"));
    }

    @Test
    void pictures_of_every_size() throws IOException {
        Order order = shop.order(ALICE);
        shop.capture(order, 2500);
        shop.addTo(order, shop.product("Porcelain cup", 750));
        shop.deliver(order, "JJD01");
        String cart = shop.cart(Tokens.customer(ALICE));
        shop.item(Tokens.customer(ALICE), cart, order.sku(), 3);
        try (Browser browser = Browser.at(origin)) {
            for (int[] size : new int[][] {{360, 780}, {1280, 800}, {3840, 2160}}) {
                for (String scheme : List.of("light", "dark")) {
                    browser.prefer(scheme);
                    browser.resize(size[0], size[1]);
                    for (String page : List.of(
                            "/overview",
                            "/orders",
                            "/orders?by=attention",
                            "/carts",
                            "/customers/" + ALICE,
                            "/products",
                            "/reports",
                            "/partitions",
                            "/quarantine",
                            "/dead-letters",
                            "/replays",
                            "/rebuilds",
                            "/audit",
                            "/carts/" + cart,
                            "/orders/" + order.id(),
                            "/orders/" + order.id() + "?v=2&field=/payment/captured",
                            "/orders/" + order.id() + "?from=1&to=3")) {
                        browser.open(page, DEMO);
                        browser.find("main h1");
                        browser.seeNot("Loading …");
                        browser.takePicture("%d-%s%s"
                                .formatted(
                                        size[0],
                                        scheme,
                                        page.replaceAll("[^a-z-]+", "-").replaceAll("-[0-9a-f-]{20,}", "-one")));
                    }
                }
            }
        }
    }

    /** Its first event creates it, and each other adds one unit or sets the quantity. */
    private String cartOf(int events) throws Exception {
        String sku = shop.product("Tin", 420);
        String cart = shop.cart(Tokens.customer(ALICE));
        // one is left for the end, which finds out how many there are
        var left = new AtomicInteger(events - 2);
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            add(http, cart, sku, Tokens.staff("measure"));
            left.decrementAndGet();
            String line = shop.line(cart);
            List<Future<?>> callers = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(caller -> threads.submit(() -> {
                        String token = Tokens.staff("measure-" + caller);
                        for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                            // never what it is already: that would be no event
                            change(http, cart, line, token, 2 + n % 900);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> caller : callers) {
                caller.get();
            }
            // two callers may have set the same quantity one after the other, which is one event less
            long version;
            int quantity = 0;
            do {
                quantity++;
                version = change(http, cart, line, Tokens.staff("measure"), 1 + quantity % 2);
            } while (version < events);
        }
        return cart;
    }

    private void add(HttpClient http, String cart, String sku, String token) throws IOException, InterruptedException {
        send(
                http,
                token,
                HttpRequest.newBuilder(URI.create(origin + "/commands/v1/carts/" + cart + "/items"))
                        .POST(BodyPublishers.ofString("{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku))));
    }

    /** Answers the cart's version. */
    private long change(HttpClient http, String cart, String line, String token, int quantity)
            throws IOException, InterruptedException {
        return send(
                http,
                token,
                HttpRequest.newBuilder(URI.create(origin + "/commands/v1/carts/" + cart + "/items/" + line))
                        .PUT(BodyPublishers.ofString("{\"quantity\": %d}".formatted(quantity))));
    }

    /** Answers the version in the answer. */
    private static long send(HttpClient http, String token, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpRequest sent = request.header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .build();
        for (; ; ) {
            HttpResponse<String> answer = http.send(sent, BodyHandlers.ofString());
            if (answer.statusCode() != 429) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                return new JsonObject(answer.body()).getLong("version");
            }
            Thread.sleep(Duration.ofSeconds(
                    answer.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(ConsoleMeasurements::number).sorted().toList();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** @param sorted ms */
    private static String percentiles(List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms, slowest of %d %.0f ms",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.size(),
                sorted.getLast());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static void report(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "measured: " + format + "%n", arguments);
    }
}
