// Written as such programs have been for years: http, query strings and xml2js. Only the host is new.
'use strict';

const http = require('http');
const querystring = require('querystring');
const xml2js = require('xml2js');

const endpoint = process.argv[2];

function ask(action, params, done) {
  const query = querystring.stringify(Object.assign(
    { username: 'demo', password: 'demo', action: action, clTRID: '12345678' }, params));
  http.get(endpoint + '?' + query, receive(done));
}

function post(action, params, done) {
  const body = querystring.stringify(Object.assign(
    { username: 'demo', password: 'demo', action: action, clTRID: '12345678' }, params));
  const request = http.request(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) },
  }, receive(done));
  request.end(body);
}

function receive(done) {
  return function (response) {
    let xml = '';
    response.setEncoding('utf8');
    response.on('data', (piece) => { xml += piece; });
    response.on('end', () => xml2js.parseString(xml, (error, document) => {
      if (error) throw error;
      const result = document.response.result[0];
      if (document.response.trID[0].clTRID[0] !== '12345678') throw new Error('not our answer');
      done(result.$.status, result.msg[0], (document.response.resultData || [null])[0]);
    }));
  };
}

ask('getCallList', {}, (status, message, data) => {
  const calls = data.callList[0].call;
  const first = calls[0];
  console.log(status, calls.length, 'calls');
  console.log(typeof first.$.id, first.startTime[0]._ > 0, first.startTime[0].$.gmt.endsWith('.0000Z'));
  ask('getPhoneNumberInventory', { countryCode: 1, type: 'TF', pattern: '1888*PIZZA' }, (status2, message2, found) => {
    const numbers = found.phoneNumberList[0].phoneNumber.map((row) => '1' + row.humanReadable[0].replace(/\D/g, ''));
    console.log(status2, numbers.length, numbers.every((number) => number.endsWith('74992')));
    post('reservePhoneNumber', { phoneNumber: numbers[0] }, (status3, message3) => {
      console.log(status3, message3);
      post('sendChatCall', {
        fromName: 'José', fromEmail: 'jose@example.com', message: 'Lunch [laugh]?',
        toName: ['Ann', 'Bob'], toNumber: ['+18583807710', '14155550177'],
      }, (status4, message4, sent) => {
        ask('getChatCallStatus', { ChatCallID: sent.ChatCallID[0] }, (status5, message5, state) => {
          const people = state.chatCall[0].recipientList[0].recipient;
          console.log(status5, people.map((each) => each.toName[0] + each.toNumber[0]).join(' '));
          ask('getPhoneNumberList', { password: 'wrong' }, (status6, message6) => console.log(status6, message6));
        });
      });
    });
  });
});
