package io.cartulary.command.channel;

import java.util.List;

/** A module that takes commands from the channel. */
public interface ChannelCommands {

    /** The category of the streams that the commands are for. */
    String category();

    List<ChannelCommand<?>> commands();
}
