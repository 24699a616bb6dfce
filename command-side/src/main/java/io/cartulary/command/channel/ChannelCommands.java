package io.cartulary.command.channel;

import java.util.List;

/** Who takes commands from the channel. */
public interface ChannelCommands {

    /** Of what the commands are about: the category of its streams. */
    String category();

    List<ChannelCommand<?>> commands();
}
