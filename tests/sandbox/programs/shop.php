<?php
/* Written as such programs have been for years: curl, and patterns instead of an XML parser. Only the host is new. */

$endpoint = $argv[1];

function ask_get($endpoint, $action, $params = array()) {
    $params = array_merge(array(
        'username' => 'demo', 'password' => 'demo', 'action' => $action, 'clTRID' => '12345678',
    ), $params);
    $curl = curl_init($endpoint . '?' . http_build_query($params));
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    $xml = curl_exec($curl);
    curl_close($curl);
    return $xml;
}

function ask_post($endpoint, $action, $params, $multipart = false) {
    $params = array_merge(array(
        'username' => 'demo', 'password' => 'demo', 'action' => $action, 'clTRID' => '12345678',
    ), $params);
    $curl = curl_init();
    curl_setopt($curl, CURLOPT_URL, $endpoint);
    curl_setopt($curl, CURLOPT_POST, 1);
    curl_setopt($curl, CURLOPT_POSTFIELDS, $multipart ? $params : http_build_query($params));
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, 1);
    $xml = curl_exec($curl);
    curl_close($curl);
    return $xml;
}

function went_well($xml) {
    return preg_match('/<msg>Command completed successfully<\/msg>/', $xml)
        && preg_match('/<clTRID>12345678<\/clTRID>/', $xml);
}

/* Look for numbers. */
$xml = ask_get($endpoint, 'getPhoneNumberInventory', array(
    'countryCode' => '1', 'state' => 'CA', 'region' => 'San Diego', 'quantity' => '5',
));
preg_match_all('/<phoneNumber>(.*)<\/phoneNumber>/', $xml, $rows);
$offers = array();
foreach ($rows[1] as $row) {
    preg_match('/<humanReadable>(.*)<\/humanReadable>/', $row, $found);
    $offers[] = '1' . preg_replace('/[^0-9]/', '', $found[1]);
}
echo count($offers), " offers\n";

/* Buy the first, without +. */
$xml = ask_post($endpoint, 'addPhoneNumber', array('phoneNumber' => $offers[0]));
echo went_well($xml) ? "bought\n" : "refused: $xml\n";

/* Is it there? */
$xml = ask_get($endpoint, 'getPhoneNumberList');
preg_match_all('/<phoneNumber id="(\d+)">\s*<phoneNumber>\+(\d+)<\/phoneNumber>/', $xml, $own);
echo in_array($offers[0], $own[2]) ? "listed\n" : "missing: $xml\n";

/* Route it, and send from it. */
$xml = ask_post($endpoint, 'updateCallHandlingSimpleRingAll', array(
    'phoneNumber' => $offers[0], 'destination1' => '18583807710', 'destination1VoiceTag' => 'The shop & co',
), true);
echo went_well($xml) ? "routed\n" : "refused: $xml\n";
$xml = ask_get($endpoint, 'sendSMS', array(
    'fromNumber' => '+' . $offers[0], 'toNumber' => '+18583807710', 'message' => 'This is a test: 100% <ok> & more',
));
echo went_well($xml) ? "sent\n" : "refused: $xml\n";

/* The same again is refused, and says so in the same place. */
$xml = ask_post($endpoint, 'addPhoneNumber', array('phoneNumber' => $offers[0]));
preg_match('/<result status="(\w+)">\s*<msg>(.*)<\/msg>/', $xml, $result);
echo $result[1], ": ", $result[2], "\n";
echo $offers[0], "\n";
