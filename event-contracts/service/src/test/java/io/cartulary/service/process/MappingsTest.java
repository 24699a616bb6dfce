package io.cartulary.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.service.process.Mappings.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingsTest {

    private static final String FILE = "/program";

    @ParameterizedTest
    @CsvSource({
        "r-xp, /program, 0, true",
        "r--p, /program, 0, true",
        "rw-p, /program, 0, false",
        "r--p, /program, 4, false",
        "r-xp, /lib/libc.so.6, 0, false",
        "r-xp, '', 0, false"
    })
    void what_can_be_read_again_is_what_nobody_may_or_did_write_to(
            String permissions, String file, int dirty, boolean unchanged) {
        List<Mapping> found = Mappings.unchanged(smaps("00400000-00405000", permissions, file, dirty), FILE);

        assertThat(found).isEqualTo(unchanged ? List.of(new Mapping(0x400000, 0x5000)) : List.of());
    }

    @Test
    void addresses_have_64_bits() {
        List<Mapping> found = Mappings.unchanged(smaps("ffffffffff600000-ffffffffff601000", "r-xp", FILE, 0), FILE);

        assertThat(found).containsExactly(new Mapping(0xffffffffff600000L, 0x1000));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_code_of_this_very_jvm_is_found() throws IOException {
        String jvm = Path.of("/proc/self/exe").toRealPath().toString();

        assertThat(Mappings.unchanged(Files.readAllLines(Path.of("/proc/self/smaps")), jvm))
                .as("unchanged mappings of %s", jvm)
                .isNotEmpty();
    }

    private static List<String> smaps(String range, String permissions, String file, int dirty) {
        return """
                %s %s 00005000 08:01 1234                       %s
                Size:                 20 kB
                Rss:                  16 kB
                Shared_Dirty:          8 kB
                Private_Clean:        16 kB
                Private_Dirty:         %d kB
                VmFlags: rd ex mr mw me
                7f0000000000-7f0000001000 rw-p 00000000 00:00 0
                Private_Dirty:         0 kB
                """.formatted(range, permissions, file, dirty).lines().toList();
    }
}
