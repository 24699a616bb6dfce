package io.cartulary.service.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media types that a caller accepts, from the header {@code Accept} (RFC 9110, section 12.5.1). */
record MediaRanges(List<Range> ranges) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETER = "\\s*;\\s*(" + TOKEN + ")\\s*=\\s*(" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*\")";
    private static final Pattern RANGE =
            Pattern.compile("(\\*/\\*|(?!\\*)" + TOKEN + "/" + TOKEN + ")((?:" + PARAMETER + ")*)\\s*");
    private static final Pattern PARAMETERS = Pattern.compile(PARAMETER);
    private static final Pattern QUALITY = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

    /** @param quality 0 when it is not accepted */
    record Range(String type, BigDecimal quality) {

        private boolean covers(String mediaType) {
            return type.equals("*/*")
                    || type.equals(mediaType)
                    || (type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1)));
        }

        private int precision() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }

    /** Empty when it is malformed. A header without a range counts as absent. */
    static Optional<MediaRanges> parse(String accept) {
        var ranges = new ArrayList<Range>();
        for (String part : accept.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Optional<Range> range = range(part.strip());
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(new MediaRanges(ranges.isEmpty() ? List.of(new Range("*/*", BigDecimal.ONE)) : ranges));
    }

    /** The offered type with the highest quality. */
    Optional<String> best(List<String> offered) {
        String best = null;
        BigDecimal highest = BigDecimal.ZERO;
        for (String mediaType : offered) {
            BigDecimal quality = quality(mediaType);
            if (quality.compareTo(highest) > 0) {
                best = mediaType;
                highest = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The quality of the most specific range that covers it. */
    private BigDecimal quality(String mediaType) {
        Range precise = null;
        for (Range range : ranges) {
            if (range.covers(mediaType) && (precise == null || range.precision() > precise.precision())) {
                precise = range;
            }
        }
        return precise == null ? BigDecimal.ZERO : precise.quality();
    }

    private static Optional<Range> range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return Optional.empty();
        }
        BigDecimal quality = BigDecimal.ONE;
        Matcher parameter = PARAMETERS.matcher(range.group(2));
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase("q")) {
                if (!QUALITY.matcher(parameter.group(2)).matches()) {
                    return Optional.empty();
                }
                quality = new BigDecimal(parameter.group(2));
            }
        }
        return Optional.of(new Range(range.group(1).toLowerCase(Locale.ROOT), quality));
    }
}
