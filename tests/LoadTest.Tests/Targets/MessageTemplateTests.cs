using System.Text.Json;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

public sealed class MessageTemplateTests
{
    [Fact]
    public void An_acknowledged_message_is_an_invocation_with_its_number_as_id_and_client_id()
    {
        JsonElement record = Written(new MessageTemplate("send", true, "{\"clientId\":\"m-#\",\"text\":\"", "\"}"), number: 42);

        Assert.Equal(1, record.GetProperty("type").GetInt32());
        Assert.Equal("42", record.GetProperty("invocationId").GetString());
        Assert.Equal("send", record.GetProperty("target").GetString());
        JsonElement argument = record.GetProperty("arguments")[0];
        Assert.Equal("m-42", argument.GetProperty("clientId").GetString());
        Assert.Equal(MessageBody.Length, argument.GetProperty("text").GetString()!.Length);
    }

    [Fact]
    public void A_message_without_receipt_has_no_invocation_id()
    {
        JsonElement record = Written(new MessageTemplate("Post", false, "\"stream\",\"", "\""), number: 0);

        Assert.False(record.TryGetProperty("invocationId", out _));
        Assert.Equal("stream", record.GetProperty("arguments")[0].GetString());
    }

    private static JsonElement Written(MessageTemplate template, int number)
    {
        byte[] record = new byte[template.MaxSize];
        int size = template.Write(record, pair: 3, number, timestamp: 5);
        Assert.Equal(RecordSplitter.Terminator, record[size - 1]);
        return JsonDocument.Parse(record.AsMemory(0, size - 1)).RootElement;
    }
}
