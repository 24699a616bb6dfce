package io.cartulary.service.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the address that a request comes from: the last one on its way that is not one of our proxies. Anybody could
 * have written the earlier addresses in {@code X-Forwarded-For}.
 */
public final class TrustedProxies {

    /** The maximum number of addresses read from the header: a request passes few proxies. */
    private static final int MOST_HOPS = 20;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}");
    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** The holder of an IPv6 address has its whole network: all its addresses count as one (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private final List<Network> networks;

    /**
     * @param prefix the bits that its addresses share
     * @param rest the number of bits after the prefix
     * @param bytes of an address
     */
    private record Network(BigInteger prefix, int rest, int bytes) {

        private static Network of(byte[] address, int bits) {
            int rest = address.length * Byte.SIZE - bits;
            return new Network(new BigInteger(1, address).shiftRight(rest), rest, address.length);
        }

        private boolean has(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(rest).equals(prefix);
        }
    }

    /**
     * @param networks addresses, or networks in CIDR notation (RFC 4632): {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one of them is neither
     */
    public TrustedProxies(Collection<String> networks) {
        this.networks = networks.stream().map(TrustedProxies::network).toList();
    }

    /**
     * The caller's address; for an IPv6 address its network of 64 bits.
     *
     * @param peer the other end of the connection
     * @param forwarded the values of {@code X-Forwarded-For}, in the order in which they came
     */
    public String caller(String peer, List<String> forwarded) {
        Optional<byte[]> address = parsed(peer);
        if (address.isEmpty()) {
            return peer;
        }
        byte[] caller = address.get();
        List<String> hops = hops(forwarded);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(caller); i--) {
            Optional<byte[]> hop = parsed(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            caller = hop.get();
        }
        return text(caller);
    }

    private static List<String> hops(List<String> forwarded) {
        var hops = new ArrayList<String>();
        forwarded.forEach(
                line -> Arrays.stream(line.split(",", -1)).map(String::strip).forEach(hops::add));
        return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
    }

    private boolean isTrusted(byte[] address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        byte[] address = parsed(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(notOne(text)));
        int longest = address.length * Byte.SIZE;
        try {
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= longest) {
                return Network.of(address, bits);
            }
        } catch (NumberFormatException _) {
            // rejected below
        }
        throw new IllegalArgumentException(notOne(text));
    }

    private static String notOne(String text) {
        return "cartulary.proxies.trusted (TRUSTED_PROXIES) has '%s', which is no address and no network such as 10.0.0.0/8"
                .formatted(text);
    }

    /** Accepts only a literal address: a name would be looked up. */
    private static Optional<byte[]> parsed(String text) {
        String address = BRACKETS.matcher(IPV4_WITH_PORT.matcher(text).replaceFirst("$1"))
                .replaceFirst("$1");
        int zone = address.indexOf('%');
        String bare = zone < 0 ? address : address.substring(0, zone);
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare).getAddress());
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    private static String text(byte[] address) {
        try {
            if (address.length == 4) {
                return InetAddress.getByAddress(address).getHostAddress();
            }
            byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
