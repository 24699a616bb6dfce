package io.cartulary.service.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a file that a process has mapped, from Linux' {@code /proc/self/smaps} (proc(5)). */
final class Mappings {

    /** Address from, address to, permissions, offset, device, inode, file. */
    private static final Pattern HEAD = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ *(.*)");

    private static final String CHANGED = "Private_Dirty:";
    private static final Pattern NOTHING = Pattern.compile(CHANGED + " +0 kB");

    /** @param bytes its length */
    record Mapping(long address, long bytes) {}

    private Mappings() {}

    /**
     * The mappings of the file that can be read from it again at any time: they are not writable, and were not written
     * to, unlike others that the loader wrote to before it made them read-only.
     *
     * @param smaps the lines of {@code /proc/self/smaps}
     */
    static List<Mapping> unchanged(List<String> smaps, String file) {
        List<Mapping> unchanged = new ArrayList<>();
        Matcher head = HEAD.matcher("");
        for (String line : smaps) {
            if (line.startsWith(CHANGED)) {
                if (head.group(4).equals(file)
                        && !head.group(3).contains("w")
                        && NOTHING.matcher(line).matches()) {
                    long from = Long.parseUnsignedLong(head.group(1), 16);
                    unchanged.add(new Mapping(from, Long.parseUnsignedLong(head.group(2), 16) - from));
                }
            } else {
                Matcher next = HEAD.matcher(line);
                head = next.matches() ? next : head;
            }
        }
        return unchanged;
    }
}
